import ClusterStore
import SQLite

/// Writes the rows of a table as it is planned.
struct TableRows {
  let table: TablePlan
  let reader: ResultReader
  let selected: SelectedRows?

  /// Writes the rows with tabulators between the cells and a line feed behind each.
  @discardableResult
  func writeLines(
    _ cells: some CellWriter, to sink: OutputSink, separator: UInt8 = 9,
    each: (borrowing Row) -> Void = { _ in }, progress: (Int) -> Void
  ) throws -> Int {
    var count = 0
    let plans = table.cells
    return try reader.readStored(table.outline, columns: table.sourceColumns, among: selected) {
      row in
      cells.write(row, plans, separator: separator, leaving: nil, into: &sink.buffer)
      sink.buffer.append(10)
      each(row)
      try sink.drain()
      count += 1
      if count.isMultiple(of: 10_000) { progress(count) }
    }
  }

  /// Writes the rows as a block of COPY, as `psql` reads it.
  func writeBlock(
    _ dialect: some SQLDialect, to sink: OutputSink, progress: (Int) -> Void
  ) throws -> Int {
    let names = table.columns.map { dialect.quoted($0.name) }.joined(separator: ", ")
    sink.buffer.append("COPY \(dialect.quoted(table.name)) (\(names)) FROM stdin;\n")
    let count = try writeLines(dialect, to: sink, progress: progress)
    sink.buffer.append("\\.\n\n")
    try sink.drain()
    return count
  }

  /// Writes the rows as statements of many rows each.
  func writeInserts(
    _ dialect: some SQLDialect, to sink: OutputSink, progress: (Int) -> Void
  ) throws -> Int {
    let plans = table.cells
    let names = table.columns.map { dialect.quoted($0.name) }.joined(separator: ", ")
    let beginning = "INSERT INTO \(dialect.quoted(table.name)) (\(names)) VALUES\n"
    var (inStatement, bytes, count) = (0, 0, 0)
    try reader.readStored(table.outline, columns: table.sourceColumns, among: selected) { row in
      if inStatement == Self.rowsInStatement || bytes >= Self.bytesInStatement {
        sink.buffer.append(";\n")
        (inStatement, bytes) = (0, 0)
      }
      let start = sink.buffer.count
      sink.buffer.append(inStatement == 0 ? beginning : ",\n")
      sink.buffer.append(UInt8(ascii: "("))
      dialect.write(
        row, plans, separator: UInt8(ascii: ","), leaving: nil, into: &sink.buffer)
      sink.buffer.append(UInt8(ascii: ")"))
      (inStatement, bytes, count) = (inStatement + 1, bytes + sink.buffer.count - start, count + 1)
      try sink.drain()
      if count.isMultiple(of: 10_000) { progress(count) }
    }
    if inStatement > 0 { sink.buffer.append(";\n") }
    try sink.drain()
    return count
  }

  private static let rowsInStatement = 500
  private static let bytesInStatement = 500_000
}
