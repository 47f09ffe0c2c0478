public import SQLite
public import VirtualTable

/// Prepares tables for many rows at once and puts everything back afterwards.
///
/// Foreign keys are not looked up row by row while it lasts: the importer has looked them up itself,
/// in the same transaction. Where a load is larger than what a table holds, its rows go in as an
/// image where they can, and indexes that would slow them down are dropped and built anew at the
/// end, in one pass over sorted rows. All of it happens inside the transaction, so that whatever
/// stops the program leaves the tables and indexes as they were.
public final class BulkLoad {
  private let connection: Connection
  private var dropped: [String] = []

  /// How many rows a load has at least for which tables are prepared.
  public static let usualMinimum = 20_000
  private let minimum: Int

  /// Prepares a load into `store`; one of fewer than `minimum` rows leaves tables as they are.
  public init(_ store: Store, minimum: Int = BulkLoad.usualMinimum) {
    connection = store.connection
    self.minimum = minimum
  }

  /// Runs `body`, which opens a transaction of its own, without looking up foreign keys row by row.
  public static func withoutForeignKeys<Result>(
    _ store: Store, _ body: () throws -> Result
  ) throws -> Result {
    // Inside a transaction the setting cannot be changed, and rows are looked up.
    guard !store.connection.isInTransaction else { return try body() }
    try store.connection.execute(
      "PRAGMA foreign_keys = 0; PRAGMA cache_size = -65536; PRAGMA threads = 2")
    defer { try? store.connection.execute("PRAGMA foreign_keys = 1; PRAGMA cache_size = -2000") }
    defer { try? TableImage.endAll(store.connection) }
    return try body()
  }

  /// Prepares an image of about `rows` rows for `table`; nil where those are not more than it holds, or
  /// no image of it can be made.
  ///
  /// Indexes that would hinder are dropped for the time; where one is unique, `keepsKeys` says
  /// whether the importer itself sees to it that no two rows are the same in its columns.
  public func image(
    of table: String, columns: [String], expecting rows: Int, keepsKeys: ([String]) throws -> Bool
  ) throws -> TableImage? {
    guard try isLarge(rows, for: table), try isAlone(table),
      let shape = try TableShape(connection, table: table)
    else { return nil }
    for index in shape.hindrances where index.isUnique {
      let columns = try connection.query(
        "SELECT CASE coll WHEN 'BINARY' THEN name END FROM pragma_index_xinfo(?1) WHERE key",
        [.text(index.name)]
      ) { $0.optionalText(0) }
      // Where an index takes more texts for the same than the importer does, rows meet in it.
      let names = columns.compactMap { $0 }
      guard index.sql != nil, names.count == columns.count, try keepsKeys(names) else {
        return nil
      }
    }
    let before = dropped.count
    for case (let name, let sql?, _) in shape.hindrances { try drop(name, sql) }
    // Entries that go in between others would leave half of each page of an index empty.
    if case .integer(let last)? = try connection.value("SELECT max(rowid) FROM \"\(table)\""),
      last > 1_000
    {
      try dropPlainIndexes(of: table)
    }
    guard let bare = try TableShape(connection, table: table),
      let image = try TableImage(connection, bare, columns: columns)
    else {
      // Rows that go in by INSERT are held to the keys as they come.
      try restoreIndexes(from: before)
      return nil
    }
    try connection.execute("PRAGMA cache_size = -16384")
    return image
  }

  /// Whether the transaction is the importer's own, and has had no image of `table` yet.
  private func isAlone(_ table: String) throws(SQLiteError) -> Bool {
    guard try connection.value("PRAGMA foreign_keys") == .integer(0) else { return false }
    return try !TableImage.isUsed(connection, table: table)
  }

  /// Drops the plain indexes of `table` where about `rows` rows come to fewer that are there.
  public func dropIndexes(of table: String, expecting rows: Int) throws(SQLiteError) {
    guard try isLarge(rows, for: table) else { return }
    try dropPlainIndexes(of: table)
  }

  private func dropPlainIndexes(of table: String) throws(SQLiteError) {
    let indexes = try connection.query(
      """
      SELECT list.name, schema.sql FROM pragma_index_list(?1) AS list
      JOIN sqlite_schema AS schema ON schema.type = 'index' AND schema.name = list.name
      WHERE list."unique" = 0 AND schema.sql IS NOT NULL ORDER BY schema.rowid
      """, [.text(table)]
    ) { ($0.text(0), $0.text(1)) }
    for (name, sql) in indexes { try drop(name, sql) }
  }

  private func drop(_ name: String, _ sql: String) throws(SQLiteError) {
    try connection.execute("DROP INDEX \"\(name)\"")
    dropped.append(sql)
  }

  private func isLarge(_ rows: Int, for table: String) throws(SQLiteError) -> Bool {
    guard rows >= minimum, try hasRowIDs(table) else { return false }
    let there = try connection.value("SELECT max(rowid) FROM \"\(table)\"")
    if case .integer(let last)? = there, last > Int64(rows) { return false }
    return true
  }

  private func hasRowIDs(_ table: String) throws(SQLiteError) -> Bool {
    try connection.value("SELECT wr FROM pragma_table_list(?1)", [.text(table)]) == .integer(0)
  }

  /// Builds the indexes that were dropped, each from its own text.
  public func restoreIndexes() throws(SQLiteError) { try restoreIndexes(from: 0) }

  private func restoreIndexes(from first: Int) throws(SQLiteError) {
    guard dropped.count > first else { return }
    // SQLite sorts as much at a time as its cache may hold: little fits in a processor's own cache.
    try connection.execute("PRAGMA cache_size = -2000")
    for sql in dropped[first...] { try connection.execute(sql) }
    dropped.removeSubrange(first...)
  }
}
