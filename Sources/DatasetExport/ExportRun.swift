public import ClusterStore
public import SQLite

/// Writes tables and the results of queries in one of the formats of ``RowFormatCatalog``.
public struct ExportRun {
  private let reader: ResultReader

  /// Exports from `store`.
  public init(_ store: Store) { reader = ResultReader(store) }

  /// Exports from any database.
  public init(_ connection: Connection) { reader = ResultReader(connection) }

  /// Writes all of `source`.
  ///
  /// - Parameters:
  ///   - source: A table, a view, or a statement with the values of its parameters.
  ///   - format: A fresh format.
  ///   - sink: Where to; nothing is left waiting in it.
  ///   - progress: Gets the rows written so far, now and then.
  /// - Returns: How many rows it had.
  /// - Throws: ``ExportError``, ``StoreError`` or an error of SQLite.
  @discardableResult
  public func write(
    _ source: ResultReader.Source, as format: any RowFormat, to sink: OutputSink,
    progress: (Int) -> Void = { _ in }
  ) throws -> Int {
    var format = format
    var rows = 0
    try reader.read(
      source, columns: { columns in try format.begin(columns, into: &sink.buffer) },
      row: { row in
        try format.row(row, into: &sink.buffer)
        try sink.drain()
        rows += 1
        if rows.isMultiple(of: 10_000) { progress(rows) }
      })
    try format.end(into: &sink.buffer)
    try sink.flush()
    return rows
  }
}

extension OutputSink {
  /// Writes a result that was computed; nothing is left waiting.
  public func write(
    columns: [String], rows: some Sequence<[Value]>, as format: any RowFormat
  ) throws(ExportError) {
    var format = format
    try format.begin(columns.map { ResultReader.Column(name: $0) }, into: &buffer)
    for row in rows {
      try format.row(row, into: &buffer)
      try drain()
    }
    try format.end(into: &buffer)
    try flush()
  }
}
