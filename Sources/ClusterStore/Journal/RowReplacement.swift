import SQLite

/// Restores changed rows by taking all of them out and putting them in again as they were.
///
/// Rows that have changed places, such as two that have taken each other's code, cannot become one
/// by one what they were: each would meet the other in a UNIQUE. Foreign keys are off meanwhile.
struct RowReplacement {
  private let connection: Connection
  private let changes: Changeset

  /// Prepares to take `changes` back; nil where tables of them have triggers or computed columns, which
  /// would see rows go and come that only change.
  init?(_ connection: Connection, takingBack changes: Changeset) throws {
    self.connection = connection
    self.changes = changes
    guard try connection.value("PRAGMA foreign_keys") == .integer(0) else { return nil }
    var tables: Set<String> = []
    try changes.forEach { tables.insert($0.table) }
    for table in tables {
      let columns = try Schema(connection).table(table).columns
      let hasTriggers = try TriggerGuard.triggers(connection, of: table)
      guard !hasTriggers, !columns.contains(where: \.isGenerated) else { return nil }
    }
  }

  /// Takes the changes back.
  ///
  /// - Throws: ``SQLiteError`` where a row that was not changed has the key of one that was.
  func run() throws {
    var rows: [(table: String, values: [Value])] = []
    try changes.forEach { change in
      let table = try Schema(connection).table(change.table)
      let isRow = table.columns.filter { $0.keyPosition > 0 }.enumerated()
        .map { "\"\($1.name)\" = ?\($0 + 1)" }.joined(separator: " AND ")
      if change.isDeletion || change.old.contains(where: { $0 != nil }) {
        let stored = try connection.query(
          "SELECT * FROM \"\(change.table)\" WHERE \(isRow)", change.key
        ) { row in table.columns.indices.map { row.value($0) } }
        // A row that the batch inserted too is gone.
        guard change.isDeletion || !stored.isEmpty else { return }
        let now = stored.first ?? table.columns.map { _ in .null }
        rows.append((change.table, zip(change.old, now).map { $0 ?? $1 }))
      }
      try connection.run("DELETE FROM \"\(change.table)\" WHERE \(isRow)", change.key)
    }
    for (table, values) in rows {
      let places = values.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
      try connection.run("INSERT INTO \"\(table)\" VALUES (\(places))", values)
    }
  }
}
