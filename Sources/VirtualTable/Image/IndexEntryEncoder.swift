/// Encodes the entries of an index over whole numbers: the numbers, then the row's id.
final class IndexEntryEncoder {
  private let columns: Int
  private let header: UnsafeMutablePointer<UInt8>
  private let values: UnsafeMutableRawPointer

  /// Encodes entries of an index of so many columns.
  init(columns: Int) {
    self.columns = columns
    header = .allocate(capacity: columns + 2)
    values = .allocate(byteCount: 8 * (columns + 2), alignment: 8)
  }

  deinit {
    header.deallocate()
    values.deallocate()
  }

  /// Gives `body` the header and the values of an entry.
  func encode(
    _ numbers: UnsafePointer<Int64>, id: Int64,
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
  ) {
    var value = values
    header[0] = UInt8(columns + 2)
    for column in 0..<columns {
      let number = numbers[column]
      header[column + 1] =
        number == IndexPostings.null ? 0 : RecordEncoder.write(number, at: &value)
    }
    header[columns + 1] = RecordEncoder.write(id, at: &value)
    body(
      UnsafeRawBufferPointer(start: header, count: columns + 2),
      UnsafeRawBufferPointer(start: values, count: value - values))
  }
}
