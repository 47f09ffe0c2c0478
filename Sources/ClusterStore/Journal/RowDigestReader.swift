import SQLite

/// Digests of rows as they stand in a table, which are those of ``RowDigest`` for the same values.
struct RowDigestReader {
  private let connection: Connection
  private let digest: RowDigest
  private let byRange: String
  private let byKey: String
  /// The columns of the primary key, in the order of the table's columns.
  let key: [String]

  /// Reads rows of `table`.
  init(_ connection: Connection, table: Schema.Table) {
    self.connection = connection
    let columns = table.columns.filter { $0.name != "id" && !$0.isGenerated }
    digest = RowDigest(columns: columns)
    key = table.columns.filter { $0.keyPosition > 0 }.map(\.name)
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let condition = key.enumerated().map { "\"\($1)\" IS ?\($0 + 1)" }.joined(separator: " AND ")
    byRange = "SELECT id, \(names) FROM \"\(table.name)\" WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
    byKey = "SELECT 0, \(names) FROM \"\(table.name)\" WHERE \(condition)"
  }

  /// Gives `body` the id and digest of every row with an id in `ids`.
  func read(
    _ ids: ClosedRange<Int64>, _ body: (Int64, UInt32) -> Void
  ) throws(SQLiteError) {
    try connection.withStatement(byRange) { statement throws(SQLiteError) in
      try statement.bind([.integer(ids.lowerBound), .integer(ids.upperBound)])
      while try statement.step() {
        body(statement.row.integer(0), RowDigest.folded(digest.sum(statement.row, from: 1)))
      }
    }
  }

  /// The digest of the row with that primary key; nil where there is none.
  func digest(key: [Value]) throws(SQLiteError) -> UInt32? {
    try connection.query(byKey, key) { RowDigest.folded(digest.sum($0, from: 1)) }.first
  }
}
