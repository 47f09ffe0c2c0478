public import SQLite

/// The tables of a database with all they store, to be taken away and brought back row by row.
public enum StoredTables {
  /// What a column can hold.
  public enum ColumnType: Sendable {
    /// Whole numbers.
    case integer
    /// Numbers.
    case real
    /// Text.
    case text
    /// Bytes.
    case blob
    /// Any of them.
    case any
  }

  /// The tables: those of the schema, the full-text index, and the planner's statistics.
  public static func all(of outline: DatabaseOutline) -> [DatabaseOutline.Table] {
    outline.tables.filter { !$0.name.hasPrefix("sqlite_") || $0.name == statistics }
      .sorted { $0.name < $1.name }
  }

  /// The table that ANALYZE fills.
  static let statistics = "sqlite_stat1"

  /// What the stored columns of `table` hold, the number of the row first where it is one of them.
  public static func types(
    of table: DatabaseOutline.Table, in store: Store
  ) throws -> [ColumnType] {
    let columns = try Schema(store).table(table.name).columns
    return (table.rowNumber == nil ? [] : [.integer])
      + table.writable.map { name in
        switch columns.first(where: { $0.name == name })?.type {
        case "INTEGER": .integer
        case "REAL": .real
        case "TEXT": .text
        case "BLOB": .blob
        default: .any
        }
      }
  }
}

/// Brings the rows of whole tables into a new database, in one transaction.
public struct TableRestore {
  private let store: Store

  /// Works on `store`, which has been made just now.
  public init(_ store: Store) { self.store = store }

  /// Empties every table and runs `body`; references are checked when it has returned.
  ///
  /// - Throws: ``RestoreError/dangling(table:row:target:)`` where a row points at one that is not
  ///   there, an error of SQLite, or what `body` throws; nothing is then in the database.
  public func run<Result>(_ body: () throws -> Result) throws -> Result {
    try store.transaction {
      try store.connection.execute("PRAGMA defer_foreign_keys = ON")
      for table in try StoredTables.all(of: DatabaseOutline(store.connection)) {
        try store.connection.execute("DELETE FROM \(DatabaseOutline.quoted(table.name))")
      }
      let result = try body()
      try requireReferences()
      return result
    }
  }

  /// The migrations of the schema, each with its checksum.
  public func migrations() throws -> [String] {
    try store.connection.query(
      "SELECT number, name, sha256 FROM schema_migration ORDER BY number"
    ) { "\($0.integer(0)) \($0.text(1)) \($0.text(2))" }
  }

  /// Makes the table of the planner's statistics, which a new database does not have.
  public func makeStatistics() throws {
    try store.connection.execute("ANALYZE sqlite_schema; DELETE FROM \(StoredTables.statistics)")
  }

  /// The tables that rows can be brought into, by name.
  public func tables() throws -> [String: DatabaseOutline.Table] {
    Dictionary(
      try StoredTables.all(of: DatabaseOutline(store.connection)).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// A statement that adds a row to `table`, with a parameter for each stored column; a column of
  /// text takes its bytes as a blob.
  public func insertion(
    into table: DatabaseOutline.Table, types: [StoredTables.ColumnType]
  ) throws -> Statement {
    let columns = [table.rowNumber].compactMap(\.self) + table.writable
    let names = columns.map(DatabaseOutline.quoted).joined(separator: ", ")
    let places = types.enumerated().map { index, type in
      type == .text ? "CAST(?\(index + 1) AS TEXT)" : "?\(index + 1)"
    }.joined(separator: ", ")
    return try store.connection.prepare(
      "INSERT INTO \(DatabaseOutline.quoted(table.name)) (\(names)) VALUES (\(places))")
  }

  private func requireReferences() throws {
    let found = try store.connection.query(
      "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 1"
    ) { RestoreError.dangling(table: $0.text(0), row: $0.integer(1), target: $0.text(2)) }
    if let error = found.first { throw error }
  }
}

/// Why rows that were brought back do not make a database.
public enum RestoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A row points at a row that is not there.
  case dangling(table: String, row: Int64, target: String)

  /// Which row, and what to do.
  public var description: String {
    switch self {
    case .dangling(let table, let row, let target):
      """
      table \(table), row \(row): points at a row of \(target) that is not in the folder. Bring \
      \(target).csv back as it was exported, or take the row out of \(table).csv.
      """
    }
  }
}
