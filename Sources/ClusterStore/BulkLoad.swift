public import SQLite

/// Prepares tables for many rows at once and puts everything back afterwards.
///
/// Foreign keys are not looked up row by row while it lasts: the importer has looked them up itself,
/// in the same transaction. Where a load is larger than what a table holds, its indexes are dropped
/// and built anew at the end, in one pass over sorted rows. All of it happens inside the
/// transaction, so that whatever stops the program leaves the tables and indexes as they were.
public final class BulkLoad {
  private let connection: Connection
  private var dropped: [String] = []

  /// Prepares a load into `store`.
  public init(_ store: Store) { connection = store.connection }

  /// Runs `body`, which opens a transaction of its own, without looking up foreign keys row by row.
  public static func withoutForeignKeys<Result>(
    _ store: Store, _ body: () throws -> Result
  ) throws -> Result {
    // Inside a transaction the setting cannot be changed, and rows are looked up.
    guard !store.connection.isInTransaction else { return try body() }
    try store.connection.execute(
      "PRAGMA foreign_keys = 0; PRAGMA cache_size = -65536; PRAGMA threads = 2")
    defer { try? store.connection.execute("PRAGMA foreign_keys = 1; PRAGMA cache_size = -2000") }
    return try body()
  }

  /// Runs `body` with the CHECKs of all tables left to the importer, where `isKnown`.
  public func withoutChecks<Result>(
    _ isKnown: Bool, _ body: () throws -> Result
  ) throws -> Result {
    guard isKnown else { return try body() }
    try connection.execute("PRAGMA ignore_check_constraints = 1")
    defer { try? connection.execute("PRAGMA ignore_check_constraints = 0") }
    return try body()
  }

  /// Drops the plain indexes of `table` where about `rows` rows come to fewer that are there.
  public func dropIndexes(of table: String, expecting rows: Int) throws(SQLiteError) {
    guard rows >= 20_000 else { return }
    let there = try connection.value("SELECT max(rowid) FROM \"\(table)\"")
    if case .integer(let last)? = there, last > Int64(rows) { return }
    let indexes = try connection.query(
      """
      SELECT list.name, schema.sql FROM pragma_index_list(?1) AS list
      JOIN sqlite_schema AS schema ON schema.type = 'index' AND schema.name = list.name
      WHERE list."unique" = 0 AND schema.sql IS NOT NULL ORDER BY schema.rowid
      """, [.text(table)]
    ) { ($0.text(0), $0.text(1)) }
    for (name, sql) in indexes {
      try connection.execute("DROP INDEX \"\(name)\"")
      dropped.append(sql)
    }
  }

  /// Builds the indexes that were dropped, each from its own text.
  public func restoreIndexes() throws(SQLiteError) {
    for sql in dropped { try connection.execute(sql) }
    dropped = []
  }
}
