import SQLite

/// Writes single rows into a table whose triggers may refuse a row, ignore it, or end the transaction.
///
/// A row goes in or out whole: with `RAISE(FAIL, ...)` SQLite itself would keep what it has done to
/// it so far, and with `RAISE(IGNORE)` it would say nothing of a row that stays out.
struct TriggerGuard {
  private let connection: Connection
  private let table: String

  /// Guards `table`; nil where it has no triggers.
  init?(_ connection: Connection, table: String) throws(SQLiteError) {
    guard try Self.triggers(connection, of: table) else { return nil }
    self.connection = connection
    self.table = table
  }

  /// Whether `table` has triggers, or any table where it is nil.
  static func triggers(_ connection: Connection, of table: String?) throws(SQLiteError) -> Bool {
    try connection.value(
      """
      SELECT 1 FROM sqlite_schema
      WHERE type = 'trigger' AND (?1 IS NULL OR tbl_name = ?1 COLLATE NOCASE) LIMIT 1
      """, [Value(table)]) != nil
  }

  /// Runs `write`, which inserts or changes one row.
  ///
  /// - Returns: Why the row is refused, the table then being as before; nil where it is written.
  /// - Throws: ``SQLiteError`` for anything but a rule that the row breaks, and where a trigger has
  ///   rolled back the transaction.
  func refusal(_ write: () throws(SQLiteError) -> Void) throws(SQLiteError) -> SQLiteError? {
    guard connection.isInTransaction else {
      throw SQLiteError(code: .misuse, message: "rows are written in a transaction")
    }
    try connection.run("SAVEPOINT agglom_row")
    do {
      try write()
    } catch {
      guard connection.isInTransaction else { throw ended(by: error) }
      try connection.run("ROLLBACK TO agglom_row")
      try connection.run("RELEASE agglom_row")
      guard error.code.primary == .constraint else { throw error }
      return error
    }
    let changes = try connection.value("SELECT changes()")
    try connection.run("RELEASE agglom_row")
    guard changes == .integer(0) else { return nil }
    return SQLiteError(
      code: .trigger, message: "a trigger of table '\(table)' ignores the row")
  }

  private func ended(by error: SQLiteError) -> SQLiteError {
    SQLiteError(
      code: error.code,
      message: "a trigger of table '\(table)' ended the transaction: \(error.message)")
  }
}
