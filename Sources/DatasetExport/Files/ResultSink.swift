public import SQLite
public import ClusterStore

/// Takes one result row by row and writes it in a format to a file or the standard output.
///
/// A file appears when the result is finished, and not at all where it never is.
public final class ResultSink {
  private let file: OutputFile
  private var format: any RowFormat
  private let namesApart: Bool
  private let table: String?

  /// Begins a result.
  ///
  /// - Parameters:
  ///   - path: Where to; `-` for the standard output.
  ///   - force: Whether a file that is there may be replaced.
  ///   - format: How to write it.
  ///   - options: What the format is told.
  ///   - table: The table that errors name; nil where the rows are of none.
  /// - Throws: ``ExportError`` where the file cannot be made.
  public init(
    path: String, force: Bool, format: RowFormatCatalog, options: FormatOptions,
    table: String? = nil
  ) throws(ExportError) {
    file = try OutputFile(path: path, force: force)
    self.format = try format.encoded(options)
    self.table = table
    namesApart = ["json", "ndjson", "geojson"].contains(format.name)
  }

  /// What became of rows that the format could not take, a sentence; nil where it took them all.
  public var remark: String? { format.remark }

  /// Takes the columns; where JSON would have two of one name, the later gets `_2` behind it.
  public func begin(_ columns: [String]) throws(ExportError) {
    let names = namesApart ? Self.apart(columns) : columns
    try format.begin(names.map { ResultReader.Column(name: $0) }, into: &file.sink.buffer)
  }

  /// Writes a row as the database lends it.
  public func add(_ row: borrowing Row) throws(ExportError) {
    do throws(ExportError) {
      try format.row(row, into: &file.sink.buffer)
    } catch {
      throw table.map(error.naming) ?? error
    }
    try file.sink.drain()
  }

  /// Writes a row of values.
  public func add(_ values: [Value]) throws(ExportError) {
    try format.row(values, into: &file.sink.buffer)
    try file.sink.drain()
  }

  /// Writes every row of a large result.
  public func add(_ result: ResultColumns) async throws(ExportError) {
    try await format.rows(result, into: file.sink)
  }

  /// Ends the result and gives the file its name.
  public func finish() throws(ExportError) {
    try format.end(into: &file.sink.buffer)
    try file.commit()
  }

  /// Names of which none is there twice: `a`, `a`, `a_2` become `a`, `a_3`, `a_2`.
  static func apart(_ columns: [String]) -> [String] {
    var taken = Set(columns)
    var seen: Set<String> = []
    return columns.map { column in
      guard !seen.insert(column).inserted else { return column }
      var number = 2
      while !taken.insert("\(column)_\(number)").inserted { number += 1 }
      return "\(column)_\(number)"
    }
  }
}

/// Text as JSON has it.
public enum JSONText {
  /// `text` in double quotes, with what must be escaped escaped.
  public static func quoted(_ text: String) -> String {
    var buffer = ByteBuffer()
    unsafe Array(text.utf8).withUnsafeBytes { unsafe buffer.append(json: $0) }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }
}
