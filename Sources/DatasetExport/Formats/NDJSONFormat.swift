public import ClusterStore

/// One JSON object a line.
///
/// Infinities and text that is not UTF-8 are refused by row and column, since JSON has neither.
public struct NDJSONFormat: CellFormat {
  private var object = JSONObject()

  /// Makes a format for one result.
  public init() {}

  /// Takes the columns and writes nothing.
  public mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) { try object.begin(columns) }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) {
    try object.write(row, into: &output)
    output.append(10)
  }

  /// Writes nothing: every line stands alone.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {}
}
