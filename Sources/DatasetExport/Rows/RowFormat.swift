public import ClusterStore
public import SQLite

/// Writes the rows of one result: the columns first, then every row, then the end.
///
/// A blob is written as SQL writes it, `X'0aff'`, in every format. A real has the fewest digits that
/// give back the same number.
public protocol RowFormat {
  /// Begins a result with these columns.
  ///
  /// - Throws: ``ExportError/duplicateColumn(format:column:)``.
  mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer) throws(ExportError)

  /// Writes a row as the database lends it.
  ///
  /// - Throws: ``ExportError/unrepresentable(format:table:column:row:reason:)``.
  mutating func row(_ row: borrowing Row, into output: inout ByteBuffer) throws(ExportError)

  /// Writes a row of values that were computed.
  ///
  /// - Throws: ``ExportError/unrepresentable(format:table:column:row:reason:)``.
  mutating func row(_ values: [Value], into output: inout ByteBuffer) throws(ExportError)

  /// Writes the rows of a large result, and hands on what is written as it grows.
  ///
  /// - Throws: As the other two, and what the sink throws.
  mutating func rows(_ result: ResultColumns, into sink: OutputSink) async throws(ExportError)

  /// Ends the result.
  mutating func end(into output: inout ByteBuffer) throws(ExportError)

  /// What became of rows that the format could not take, a sentence; nil where it took them all.
  var remark: String? { get }
}

extension RowFormat {
  /// Nothing: most formats take every row.
  public var remark: String? { nil }
}

/// What a format can be told; each takes what concerns it.
public struct FormatOptions: Hashable, Sendable {
  /// What ends a line of CSV and TSV.
  public var lineEnding = LineEnding.lf
  /// Whether the names of the columns come first, in CSV and TSV.
  public var hasHeader = true
  /// Whether CSV and TSV begin with the mark by which Excel knows UTF-8.
  public var hasByteOrderMark = false
  /// Whether texts that a spreadsheet would take for a formula get an apostrophe, in CSV and TSV.
  public var escapesFormulas = false
  /// The character set that the result is written in.
  public var encoding = OutputEncoding.utf8
  /// What an HTML page says above the table; empty for nothing.
  public var caption = ""
  /// What an HTML page says below the table; empty for nothing.
  public var source = ""
  /// The widest a cell of a terminal's table may be, in columns of the terminal; nil for any width.
  public var cellWidth: Int?
  /// How many columns of the terminal a table may take; nil for any width.
  ///
  /// The widest cells are shortened, though not below ten, until it fits.
  public var tableWidth: Int?
  /// How many significant digits a number with a fraction has at most in tables for people; nil for
  /// all.
  ///
  /// Digits before the point are all written.
  public var digits: Int?
  /// The names of the columns that hold keys, which a table never shortens to fit.
  public var keys: Set<String> = ["key"]

  /// Makes the options that fit a pipe or file.
  public init() {}

  /// What ends a line.
  public enum LineEnding: String, CaseIterable, Sendable {
    /// A line feed.
    case lf
    /// Carriage return and line feed, as RFC 4180 has it.
    case crlf
  }
}

/// A row whose cells can be asked for, from the database or computed.
protocol CellRow: ~Copyable {
  associatedtype Cell: RowCell
  var count: Int { get }
  func cell(_ index: Int) -> Cell
}

/// A cell of a row.
protocol RowCell {
  var storage: Row.Storage { get }
  var integer: Int64 { get }
  var real: Double { get }
  /// Lends the bytes of text or of a blob.
  @unsafe func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result
}

extension Row: CellRow {}

extension Row.Cell: RowCell {
  @inline(__always)
  @unsafe func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result { try unsafe body(bytes) }
}

/// A row of values.
struct ValueRow: CellRow {
  let values: [Value]

  var count: Int { values.count }

  func cell(_ index: Int) -> ValueCell { ValueCell(value: values[index]) }
}

/// A value as a cell.
struct ValueCell: RowCell {
  let value: Value

  var storage: Row.Storage {
    switch value {
    case .null: .null
    case .integer: .integer
    // SQLite has no number that is none, and stores it as NULL.
    case .real(let number): number.isNaN ? .null : .real
    case .text: .text
    case .blob: .blob
    }
  }

  var integer: Int64 { if case .integer(let number) = value { number } else { 0 } }

  var real: Double { if case .real(let number) = value { number } else { 0 } }

  @unsafe func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes: [UInt8] =
      switch value {
      case .text(let text): Array(text.utf8)
      case .blob(let bytes): bytes
      default: []
      }
    let span = bytes.span
    return try unsafe span.withUnsafeBytes { buffer throws(Failure) in try unsafe body(buffer) }
  }
}

/// A format that writes both kinds of row alike.
protocol CellFormat: RowFormat {
  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer) throws(ExportError)
}

extension CellFormat {
  /// Writes a row as the database lends it.
  public mutating func row(
    _ row: borrowing Row, into output: inout ByteBuffer
  ) throws(ExportError) { try write(row, into: &output) }

  /// Writes a row of values that were computed.
  public mutating func row(
    _ values: [Value], into output: inout ByteBuffer
  ) throws(ExportError) { try write(ValueRow(values: values), into: &output) }

  /// Writes the rows of a large result.
  public mutating func rows(
    _ result: ResultColumns, into sink: OutputSink
  ) async throws(ExportError) {
    let rows = ColumnRows(result)
    for row in 0..<rows.rowCount {
      try write(ColumnRow(rows: rows, row: row), into: &sink.buffer)
      try sink.drain()
    }
  }
}
