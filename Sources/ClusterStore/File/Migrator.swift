import SQLite

/// Brings a database file to the schema that the program needs, and tells whether it has it.
struct Migrator {
  /// 'aggl' in ASCII: what `PRAGMA application_id` says of a file of ours.
  static let applicationID: Int64 = 0x6167_676C

  let connection: Connection
  let path: String
  var migrations = Migration.all

  var current: Int { migrations.last?.number ?? 0 }

  /// The schema's version in the file; 0 for an empty file.
  func version() throws -> Int {
    Int(try pragma("user_version"))
  }

  /// Applies every migration that the file does not have, all of them or none.
  ///
  /// A migration may make a table anew under its name: foreign keys are looked up when it is done.
  func migrate() throws {
    try connection.execute("PRAGMA foreign_keys = 0")
    defer { try? connection.execute("PRAGMA foreign_keys = 1") }
    try connection.transaction {
      if try isEmpty() { try makeLedger() }
      try checkOwner()
      let version = try checkLedger()
      for migration in migrations where migration.number > version { try apply(migration) }
    }
  }

  private func makeLedger() throws {
    try connection.execute(
      """
      PRAGMA application_id = \(Self.applicationID);
      CREATE TABLE schema_migration (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        applied_at TEXT NOT NULL
      ) STRICT;
      """)
  }

  private func apply(_ migration: Migration) throws {
    try connection.execute(migration.sql)
    try connection.run(
      """
      INSERT INTO schema_migration (number, name, sha256, applied_at)
      VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
      """,
      [.integer(Int64(migration.number)), .text(migration.name), .text(migration.digest)])
    try connection.execute("PRAGMA user_version = \(migration.number)")
    let dangling = try connection.query("PRAGMA foreign_key_check") { $0.text(0) }
    if let table = dangling.first {
      throw StoreError.danglingReference(table: table, key: migration.name)
    }
  }

  /// Refuses a file that is not ours, is older or newer, or was made with other migrations.
  func requireCurrent() throws {
    try checkOwner()
    let version = try checkLedger()
    guard version == current else {
      throw StoreError.outdated(path: path, version: version, current: current)
    }
  }

  private func checkOwner() throws {
    let owner = try pragma("application_id")
    guard owner == Self.applicationID else {
      throw StoreError.foreign(
        path: path,
        reason: try isEmpty() ? "the file is empty" : "its application id is \(owner)")
    }
  }

  /// Compares what the file records with the program's migrations; returns the file's version.
  private func checkLedger() throws -> Int {
    let version = try version()
    guard version <= current else {
      throw StoreError.newer(path: path, version: version, current: current)
    }
    let ledger: [(number: Int, name: String, digest: String)] = try connection.query(
      "SELECT number, name, sha256 FROM schema_migration ORDER BY number"
    ) { row in (Int(row.integer(0)), row.text(1), row.text(2)) }
    for entry in ledger {
      let known = migrations.first { $0.number == entry.number }
      guard let known, known.name == entry.name, known.digest == entry.digest else {
        throw StoreError.changedMigration(path: path, name: entry.name)
      }
    }
    guard ledger.map(\.number) == migrations.map(\.number).filter({ $0 <= version }) else {
      throw StoreError.foreign(path: path, reason: "its record of migrations has gaps")
    }
    return version
  }

  private func isEmpty() throws -> Bool {
    try connection.value("SELECT count(*) FROM sqlite_schema") == .integer(0)
  }

  private func pragma(_ name: String) throws -> Int64 {
    guard case .integer(let number)? = try connection.value("PRAGMA \(name)") else { return 0 }
    return number
  }
}
