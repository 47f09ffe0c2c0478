import ClusterStore
import DatasetExport
import Foundation
import SQLite
import SampleStore
import Testing

struct SQLDumpTests {
  let folder = try? ScratchFolder()

  /// The path of a file in this test's folder.
  func file(_ name: String) throws -> String { try #require(folder).file(name) }

  @discardableResult
  func dump(_ connection: Connection, to path: String) throws -> SQLDump.Summary {
    try OutputFile.write(to: path) { try SQLDump(connection).write(to: $0) }
  }

  @Test func `SQLite's shell makes the same database of a dump`() throws {
    let original = try TortureDatabase.make(at: file("original.db"))
    let summary = try dump(original, to: file("dump.sql"))
    #expect(summary.losses.isEmpty)
    guard SQLiteShell.path != nil else {
      print("There is no sqlite3 shell here: loading through it is not tested.")
      return
    }
    #expect(try SQLiteShell.load(file("dump.sql"), into: file("copy.db")) == "")
    let comparison = try DatabaseComparison(first: file("original.db"), second: file("copy.db"))
    #expect(comparison.differences == [])
    #expect(comparison.isEqual)
    #expect(comparison.tables == summary.tables)
    #expect(comparison.rows == summary.rows)
    #expect(comparison.rows > 1_900 && comparison.cells > comparison.rows)
  }

  @Test func `a connection of ours makes the same database of a dump`() throws {
    let original = try TortureDatabase.make(at: file("original.db"))
    try dump(original, to: file("dump.sql"))
    let copy = try Connection(path: file("copy.db"), mode: .create)
    try copy.execute(String(contentsOfFile: file("dump.sql"), encoding: .utf8))
    #expect(try DatabaseComparison(original, copy).differences == [])
    #expect(try copy.value("PRAGMA integrity_check") == .text("ok"))
    #expect(
      try copy.value("SELECT rowid FROM words WHERE words MATCH '州'") == .integer(4))
    #expect(try copy.value("SELECT seq FROM sqlite_sequence") == .integer(500))
    // A dump of the copy is the same, byte by byte.
    try dump(copy, to: file("again.sql"))
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: file("dump.sql")))
        == Data(contentsOf: URL(fileURLWithPath: file("again.sql"))))
  }

  @Test func `an empty store of ours comes back`() throws {
    let store = try SampleStore.empty()
    try dump(store.connection, to: file("dump.sql"))
    let copy = try Connection(path: file("copy.db"), mode: .create)
    try copy.execute(String(contentsOfFile: file("dump.sql"), encoding: .utf8))
    #expect(try DatabaseComparison(store.connection, copy).differences == [])
    _ = try Store.open(path: file("copy.db"))
  }

  @Test func `numbers given out, broken views and odd pages come back`() throws {
    let original = try Connection(path: file("original.db"), mode: .create)
    try original.execute(
      """
      PRAGMA page_size = 8192;
      PRAGMA auto_vacuum = 2;
      CREATE TABLE sequence (id INTEGER PRIMARY KEY AUTOINCREMENT);
      INSERT INTO sequence VALUES (9);
      DROP TABLE sequence;
      CREATE TABLE sequence (a);
      CREATE VIEW broken AS SELECT a FROM nowhere;
      CREATE TRIGGER counted AFTER INSERT ON sequence BEGIN SELECT 1; SELECT ';' /* ; */; END;
      """)
    try dump(original, to: file("dump.sql"))
    let copy = try Connection(path: file("copy.db"), mode: .create)
    try copy.execute(String(contentsOfFile: file("dump.sql"), encoding: .utf8))
    #expect(try DatabaseComparison(original, copy).differences == [])
    #expect(try copy.value("PRAGMA page_size") == .integer(8_192))
    #expect(try copy.value("PRAGMA auto_vacuum") == .integer(2))
  }

  @Test(arguments: ["UTF-16le", "UTF-16be"])
  func `a database in UTF-16 comes back`(encoding: String) throws {
    let original = try Connection(path: file("original.db"), mode: .create)
    try original.execute("PRAGMA encoding = '\(encoding)'; CREATE TABLE t (a)")
    for text in ["", "a\0b", "温州\0😀", "\r\n", "plain 温州"] {
      try original.run("INSERT INTO t VALUES (?1)", [.text(text)])
    }
    try dump(original, to: file("dump.sql"))
    let copy = try Connection(path: file("copy.db"), mode: .create)
    try copy.execute(String(contentsOfFile: file("dump.sql"), encoding: .utf8))
    #expect(try DatabaseComparison(original, copy).differences == [])
  }

  @Test func `a number of each size is read back bit by bit`() throws {
    var random = SystemRandomNumberGenerator()
    let original = try Connection(path: ":memory:", mode: .create)
    try original.execute("CREATE TABLE t (a REAL)")
    for index in 0..<30_000 {
      let unit = Double.random(in: -1...1, using: &random)
      let number =
        switch index % 4 {
        case 0: (unit * 1e10).rounded() / 1e6
        case 1: unit
        case 2: Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
        default: unit * Double(sign: .plus, exponent: .random(in: -1074 ... -1000), significand: 1)
        }
      try original.run("INSERT INTO t VALUES (?1)", [.real(number)])
    }
    try dump(original, to: file("dump.sql"))
    let copy = try Connection(path: ":memory:", mode: .create)
    try copy.execute(String(contentsOfFile: file("dump.sql"), encoding: .utf8))
    let comparison = try DatabaseComparison(original, copy)
    #expect(comparison.differences == [])
    #expect(comparison.cells == 30_000)
  }

  @Test func `what cannot be kept is said before and in the dump`() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      """
      CREATE VIRTUAL TABLE bare USING fts5 (body, content = '');
      INSERT INTO bare (rowid, body) VALUES (1, 'gone');
      CREATE TABLE windows (a,\r\n b);
      """)
    let losses = try SQLDump(connection).losses()
    #expect(losses.count == 2)
    #expect(losses[0].contains("'bare'") && losses[1].contains("'windows'"))
    try dump(connection, to: file("dump.sql"))
    let text = try String(contentsOfFile: file("dump.sql"), encoding: .utf8)
    #expect(text.contains("-- Not kept: the words in 'bare'"))
    #expect(!text.contains("gone"))
  }

  @Test func `a dump is readable`() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      """
      CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, share REAL);
      CREATE INDEX t_name ON t (name);
      INSERT INTO t VALUES (1, 'it''s', 0.25), (2, NULL, 3);
      """)
    // As a literal, in SQL and in Swift, this number may be read one step too low.
    let number = try #require(Double("9332.074748"))
    try connection.run("INSERT INTO t VALUES (3, ?1, ?2)", [.text("a\0"), .real(number)])
    try dump(connection, to: file("dump.sql"))
    let text = try String(contentsOfFile: file("dump.sql"), encoding: .utf8)
    #expect(
      text == """
        -- A whole SQLite database as SQL, written by agglom.
        -- Load it into a new file with: sqlite3 new.db < this-file.sql
        -- 'agglom compare' then shows that nothing differs from the database it was written from.
        -- Nothing is left out.
        PRAGMA foreign_keys = OFF;
        PRAGMA encoding = 'UTF-8';
        PRAGMA page_size = 4096;
        PRAGMA auto_vacuum = 0;
        BEGIN;
        PRAGMA application_id = 0;
        PRAGMA user_version = 0;
        CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, share REAL);
        INSERT INTO "t" ("id", "name", "share") VALUES
        (1,'it''s',0.25),
        (2,NULL,3.0),
        (3,CAST(X'6100' AS TEXT),(5130362348350393.0/549755813888.0));
        CREATE INDEX t_name ON t (name);
        COMMIT;

        """)
  }
}
