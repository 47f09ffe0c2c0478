/// Encodes the entries of indexes over whole numbers: the numbers, then the row's id.
final class IndexEntryEncoder {
  private let header: UnsafeMutablePointer<UInt8>
  private let values: UnsafeMutableRawPointer

  init(columns: Int) {
    header = .allocate(capacity: columns + 2)
    values = .allocate(byteCount: 8 * (columns + 2), alignment: 8)
  }

  deinit {
    header.deallocate()
    values.deallocate()
  }

  func encode(
    _ columns: [IndexColumn], row: Int, id: Int64,
    _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
  ) {
    var value = values
    header[0] = UInt8(columns.count + 2)
    for place in columns.indices {
      let number = columns[place].numbers[row]
      header[place + 1] =
        number == IndexColumn.null ? 0 : RecordEncoder.write(number, at: &value)
    }
    header[columns.count + 1] = RecordEncoder.write(id, at: &value)
    body(
      UnsafeRawBufferPointer(start: header, count: columns.count + 2),
      UnsafeRawBufferPointer(start: values, count: value - values))
  }
}
