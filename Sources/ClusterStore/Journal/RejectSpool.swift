public import SQLite

/// The rejects of one file on their way into the journal, in a temporary table, so that memory does not
/// grow with their number.
///
/// It belongs to the transaction of the import: what that rolls back is gone here too.
public final class RejectSpool {
  private let connection: Connection
  private let insertion: Statement

  /// Prepares an empty spool in `store`; one store has one at a time.
  public init(_ store: Store) throws(SQLiteError) {
    connection = store.connection
    try connection.execute(
      """
      CREATE TEMP TABLE IF NOT EXISTS reject_spool (
        id INTEGER PRIMARY KEY, line, column_name, text, code, reason, original
      );
      DELETE FROM temp.reject_spool;
      """)
    insertion = try connection.prepare(
      """
      INSERT INTO temp.reject_spool (line, column_name, text, code, reason, original)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
  }

  /// Adds a reject behind the others.
  public func add(_ reject: ImportJournal.Reject) throws(SQLiteError) {
    defer { insertion.reset() }
    try insertion.bind([
      Value(reject.line), Value(reject.column), Value(reject.text), .text(reject.code),
      .text(reject.reason), .text(reject.original),
    ])
    _ = try insertion.step()
  }

  /// Moves all of them into the journal as those of a batch, in the order of their lines.
  func move(to batch: Int64) throws(SQLiteError) {
    try connection.run(
      """
      INSERT INTO import_reject (batch_id, line, column_name, text, code, reason, original)
      SELECT ?1, line, column_name, text, code, reason, original
      FROM temp.reject_spool ORDER BY line, id
      """, [.integer(batch)])
    try connection.execute("DELETE FROM temp.reject_spool")
  }
}

extension ImportJournal {
  /// Hands out what a batch rejected, in the order of the lines.
  public func forEachReject(ofBatch batch: Int64, _ body: (Reject) throws -> Void) throws {
    let statement = try connection.prepare(
      """
      SELECT line, column_name, text, code, reason, original FROM import_reject
      WHERE batch_id = ?1 ORDER BY id
      """)
    try statement.bind(batch, at: 1)
    while try statement.step() {
      let row = statement.row
      try body(
        Reject(
          line: Int(row.integer(0)), column: row.optionalText(1), text: row.optionalText(2),
          code: row.text(3), reason: row.text(4), original: row.text(5)))
    }
  }
}
