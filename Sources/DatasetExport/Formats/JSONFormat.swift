public import ClusterStore

/// An array of objects, one a line.
///
/// Infinities and text that is not UTF-8 are refused by row and column, since JSON has neither.
public struct JSONFormat: CellFormat {
  private var object = JSONObject()
  private var isFirst = true

  /// Makes a format for one result.
  public init() {}

  /// Opens the array.
  public mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) {
    try object.begin(columns)
    output.append(UInt8(ascii: "["))
  }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    isFirst = false
    output.append(10)
    try object.write(row, into: &output)
  }

  /// Closes the array.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {
    output.append(isFirst ? "]\n" : "\n]\n")
  }
}
