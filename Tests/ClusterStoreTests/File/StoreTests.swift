import ClusterModel
import Foundation
import Output
import SQLite
import ScratchFolder
import Testing

@testable import ClusterStore

@Suite struct StoreTests {
  let scratch: Scratch
  let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path("a.db")
  }

  /// Makes a database with the first `count` migrations, as a program of that time did.
  private func makeOld(_ count: Int) throws {
    let connection = try Connection(path: path, mode: .create)
    try Migrator(
      connection: connection, path: path, migrations: Array(Migration.all.prefix(count))
    ).migrate()
  }

  private func change(_ sql: String) throws {
    try Connection(path: path, mode: .readWrite).execute(sql)
  }

  @Test func `a new database is current, ours and empty`() throws {
    let store = try Store.create(path: path)
    #expect(store.path == path)
    #expect(try store.connection.value("PRAGMA application_id") == .integer(0x6167_676C))
    #expect(
      try store.connection.value("PRAGMA user_version")
        == .integer(Int64(Migration.all.count)))
    #expect(try store.connection.value("PRAGMA foreign_keys") == .integer(1))
    #expect(try store.connection.value("PRAGMA integrity_check") == .text("ok"))
    #expect(try FirmRepository(store).count() == 0)
    #expect(try Store.open(path: path).path == path)
  }

  @Test func `create refuses a file that is there and leaves it as it is`() throws {
    try scratch.write("mine", to: "a.db")
    #expect(throws: StoreError.exists(path: path)) { try Store.create(path: path) }
    #expect(try scratch.bytes("a.db") == Data("mine".utf8))
  }

  @Test func `create leaves nothing behind where it cannot write`() throws {
    let path = scratch.path("nowhere/a.db")
    #expect(throws: FileError(path: path, action: .create, code: ENOENT)) {
      try Store.create(path: path)
    }
    #expect(try scratch.files().isEmpty)
  }

  @Test func `open refuses a file that is missing, and makes none`() throws {
    let error = StoreError.missing(path: path)
    #expect(throws: error) { try Store.open(path: path) }
    #expect(throws: error) { try Store.open(path: path, mode: .readWrite) }
    #expect(throws: error) { try Store.open(path: path, mode: .create) }
    #expect(throws: error) { try Store.migrate(path: path) }
    #expect(error.description.contains("agglom init"))
    #expect(try scratch.files().isEmpty)
  }

  @Test(arguments: ["", "key,name\n1,a\n", String(repeating: "no database ", count: 1_000)])
  func `open refuses a file of text or of nothing`(text: String) throws {
    try scratch.write(text, to: "a.db")
    for attempt in [{ _ = try Store.open(path: $0) }, { _ = try Store.migrate(path: $0) }] {
      #expect {
        try attempt(path)
      } throws: { error in
        guard case StoreError.foreign(path, _) = error else { return false }
        return "\(error)".contains("not an agglom database")
      }
    }
    #expect(try scratch.bytes("a.db") == Data(text.utf8))
  }

  @Test func `open refuses a database of something else`() throws {
    let connection = try Connection(path: path, mode: .create)
    try connection.execute("CREATE TABLE firm (id INTEGER PRIMARY KEY); PRAGMA user_version = 9")
    let before = try scratch.bytes("a.db")
    let error = StoreError.foreign(path: path, reason: "its application id is 0")
    #expect(throws: error) { try Store.open(path: path) }
    #expect(throws: error) { try Store.migrate(path: path) }
    #expect(try scratch.bytes("a.db") == before)
  }

  @Test func `open refuses an older file and names the command that upgrades it`() throws {
    try makeOld(4)
    let error = StoreError.outdated(path: path, version: 4, current: Migration.all.count)
    #expect(throws: error) { try Store.open(path: path) }
    #expect(error.description.contains("agglom migrate --db \(path)"))
  }

  @Test func `open refuses a newer file, and so does migrate`() throws {
    _ = try Store.create(path: path)
    let newer = Migration.all.count + 1
    try change("PRAGMA user_version = \(newer)")
    let error = StoreError.newer(path: path, version: newer, current: newer - 1)
    #expect(throws: error) { try Store.open(path: path) }
    #expect(throws: error) { try Store.migrate(path: path) }
    #expect(try scratch.files() == ["a.db"])
  }

  @Test(arguments: [
    "UPDATE schema_migration SET sha256 = 'other' WHERE number = 2",
    "UPDATE schema_migration SET name = '0002-other' WHERE number = 2",
    "INSERT INTO schema_migration VALUES (9000, '9000-unknown', 'x', 'now')",
    "DELETE FROM schema_migration WHERE number = 3",
  ])
  func `open refuses a file whose migrations are not the program's`(tampering: String) throws {
    _ = try Store.create(path: path)
    try change(tampering)
    #expect {
      try Store.open(path: path)
    } throws: { error in
      switch error {
      case StoreError.changedMigration(path, let name):
        ["0002-reference", "0002-other", "9000-unknown"].contains(name)
      case StoreError.foreign(path, let reason): reason.contains("gaps")
      default: false
      }
    }
    #expect(throws: StoreError.self) { try Store.migrate(path: path) }
    #expect(try scratch.files() == ["a.db"])
  }

  @Test(arguments: 1..<Migration.all.count)
  func `migrate upgrades an old file and keeps a backup of it beside it`(count: Int) throws {
    try makeOld(count)
    try change("INSERT INTO source (key, kind, title) VALUES ('s', 'paper', 'A paper')")
    let upgrade = try #require(try Store.migrate(path: path))
    #expect(upgrade.from == count && upgrade.to == Migration.all.count)
    #expect(upgrade.backup == "\(path).schema-\(count).backup")

    let store = try Store.open(path: path)
    #expect(try SourceRepository(store).all().map(\.value.key) == ["s"])
    let fresh = try Store.create().connection
    let schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    let texts = { (connection: Connection) in
      try connection.query(schema) { [$0.value(0), $0.value(1), $0.value(2)] }
    }
    #expect(try texts(store.connection) == texts(fresh))

    let backup = try Connection(path: upgrade.backup, mode: .readOnly)
    #expect(try backup.value("PRAGMA user_version") == .integer(Int64(count)))
    #expect(try backup.value("SELECT key FROM source") == .text("s"))
  }

  @Test func `migrate leaves a current file alone, and a second backup takes another name`() throws
  {
    _ = try Store.create(path: path)
    let before = try scratch.bytes("a.db")
    #expect(try Store.migrate(path: path) == nil)
    #expect(try scratch.bytes("a.db") == before)
    #expect(try scratch.files() == ["a.db"])

    try FileManager.default.removeItem(atPath: path)
    try makeOld(2)
    try scratch.write("an earlier backup", to: "a.db.schema-2.backup")
    let upgrade = try #require(try Store.migrate(path: path))
    #expect(upgrade.backup == "\(path).schema-2.backup-2")
    #expect(try scratch.bytes("a.db.schema-2.backup") == Data("an earlier backup".utf8))
  }

  @Test func `where one migration fails, none is applied`() throws {
    try makeOld(2)
    let connection = try Connection(path: path, mode: .readWrite)
    let good = Migration(number: 3, name: "0003-good", sql: "CREATE TABLE good (id INTEGER)")
    let bad = Migration(
      number: 4, name: "0004-bad", sql: "CREATE TABLE half (id INTEGER); CREATE TABLE zone (id)")
    let migrator = Migrator(
      connection: connection, path: path,
      migrations: Array(Migration.all.prefix(2)) + [good, bad])
    #expect(throws: SQLiteError.self) { try migrator.migrate() }
    #expect(!connection.isInTransaction)
    #expect(try migrator.version() == 2)
    let tables = try connection.query(
      "SELECT name FROM sqlite_schema WHERE name IN ('good', 'half')"
    ) { $0.text(0) }
    #expect(tables == [])
    #expect(
      try connection.value("SELECT max(number) FROM schema_migration") == .integer(2))
  }

  @Test func `a migration that leaves a reference to nothing is taken back`() throws {
    try makeOld(2)
    let connection = try Connection(path: path, mode: .readWrite)
    try connection.execute("PRAGMA foreign_keys = 0")
    let bad = Migration(
      number: 3, name: "0003-bad",
      sql: "INSERT INTO dataset (key, name_en, kind, source_id) VALUES ('d', 'D', 'survey', 7)")
    let migrator = Migrator(
      connection: connection, path: path, migrations: Array(Migration.all.prefix(2)) + [bad])
    #expect(throws: StoreError.danglingReference(table: "dataset", key: "0003-bad")) {
      try migrator.migrate()
    }
    #expect(try migrator.version() == 2)
    #expect(try connection.value("SELECT count(*) FROM dataset") == .integer(0))
  }

  @Test func `a store opened for reading is not written`() throws {
    _ = try Store.create(path: path)
    let store = try Store.open(path: path)
    #expect(throws: StoreError.self) { try FirmRepository(store).insert(.init(key: "a")) }
  }

  @Test func `a transaction is kept whole or not at all`() throws {
    struct Stop: Error {}
    let store = try Store.create()
    try store.transaction { try FirmRepository(store).insert(.init(key: "kept")) }
    #expect(throws: Stop.self) {
      try store.transaction {
        try FirmRepository(store).insert(.init(key: "gone"))
        throw Stop()
      }
    }
    #expect(try FirmRepository(store).all().map(\.value.key) == ["kept"])
  }

  @Test func `a refused row inside a transaction leaves the rest of it`() throws {
    let store = try Store.create()
    try store.transaction {
      try FirmRepository(store).insert(.init(key: "a"))
      #expect(throws: StoreError.self) { try FirmRepository(store).insert(.init(key: "a")) }
      try FirmRepository(store).insert(.init(key: "b"))
    }
    #expect(try FirmRepository(store).count() == 2)
  }
}
