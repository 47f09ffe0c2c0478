/// Encodes the entries of indexes over whole numbers: the numbers, then the row's id.
final class IndexEntryEncoder {
  private let header: UnsafeMutablePointer<UInt8>
  private let values: UnsafeMutableRawPointer

  /// Makes room for the entries of an index of so many columns.
  init(columns: Int) {
    header = .allocate(capacity: columns + 2)
    values = .allocate(byteCount: 8 * (columns + 2), alignment: 8)
  }

  deinit {
    header.deallocate()
    values.deallocate()
  }

  /// Gives `body` the header and the values of the entry of `row`, whose `parts` are the numbers of
  /// the index's columns and the ids.
  func encode(
    _ parts: UnsafeBufferPointer<UnsafePointer<Int64>>, row: Int,
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
  ) {
    var value = values
    header[0] = UInt8(parts.count + 1)
    for place in parts.indices {
      let number = parts[place][row]
      header[place + 1] = number == IndexColumn.null ? 0 : RecordEncoder.write(number, at: &value)
    }
    body(
      UnsafeRawBufferPointer(start: header, count: parts.count + 1),
      UnsafeRawBufferPointer(start: values, count: value - values))
  }
}
