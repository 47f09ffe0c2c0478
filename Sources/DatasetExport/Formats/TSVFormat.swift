public import ClusterStore

/// Values separated by tabs; in all else as ``CSVFormat``.
public struct TSVFormat: CellFormat {
  private var format: CSVFormat

  /// Makes a format for one result.
  public init(_ options: FormatOptions = FormatOptions()) {
    format = CSVFormat(options, separator: UInt8(ascii: "\t"))
  }

  /// Writes the names of the columns.
  public mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) { try format.begin(columns, into: &output) }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) { try format.write(row, into: &output) }

  /// Writes the rows of a large result.
  public mutating func rows(
    _ result: ResultColumns, into sink: OutputSink
  ) async throws(ExportError) { try await format.rows(result, into: sink) }

  /// Writes nothing: a table of values has no end mark.
  public mutating func end(into output: inout ByteBuffer) throws(ExportError) {}
}
