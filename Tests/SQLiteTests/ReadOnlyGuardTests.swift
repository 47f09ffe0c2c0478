import Foundation
import SQLite
import ScratchFolder
import Testing
import VirtualTable

@Suite struct ReadOnlyGuardTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let writer = try Connection(path: scratch.path("a.db"), mode: .create)
    try writer.execute(
      """
      CREATE TABLE firm (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
      CREATE VIEW names AS SELECT name FROM firm;
      CREATE TRIGGER on_insert AFTER INSERT ON firm BEGIN DELETE FROM firm WHERE id = 2; END;
      CREATE VIRTUAL TABLE words USING fts5 (text);
      INSERT INTO firm VALUES (1, 'a'), (3, 'b');
      INSERT INTO words VALUES ('some words');
      """)
  }

  /// Statements that would change the file, the connection or something outside.
  static let attempts: [String] = {
    let writes = [
      "INSERT INTO firm (name) VALUES ('x')", "INSERT OR REPLACE INTO firm VALUES (1, 'x')",
      "REPLACE INTO firm VALUES (1, 'x')", "INSERT INTO firm DEFAULT VALUES",
      "INSERT INTO firm VALUES (1, 'x') ON CONFLICT DO UPDATE SET name = 'y'",
      "INSERT INTO firm (name) VALUES ('x') RETURNING id", "INSERT INTO firm SELECT 9, 'x'",
      "UPDATE firm SET name = 'x'", "UPDATE OR IGNORE firm SET name = 'x' WHERE id = 1",
      "UPDATE firm SET name = 'x' FROM names", "UPDATE firm SET id = id + 1 RETURNING *",
      "DELETE FROM firm", "DELETE FROM firm WHERE id = 1", "DELETE FROM firm RETURNING id",
      "WITH a AS (SELECT 1) INSERT INTO firm SELECT 9, 'x'",
      "WITH a (i) AS (SELECT 1) UPDATE firm SET name = 'x' WHERE id IN a",
      "WITH a (i) AS (SELECT 1) DELETE FROM firm WHERE id IN a",
      "WITH RECURSIVE a (i) AS (SELECT 1 UNION SELECT i + 1 FROM a LIMIT 3) DELETE FROM firm",
      "INSERT INTO words VALUES ('x')", "INSERT INTO words (words) VALUES ('optimize')",
      "INSERT INTO words (words) VALUES ('delete-all')", "DELETE FROM words",
      "INSERT INTO words (words) VALUES ('rebuild')", "INSERT INTO words VALUES ('rebuild')",
      "INSERT INTO words (words, rank) VALUES ('merge', 500)",
      "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)",
      "DELETE FROM words_data", "UPDATE words_content SET c0 = 'x'", "DROP TABLE words_idx",
      "CREATE TABLE other (id)", "CREATE TABLE x (id)", "CREATE TABLE vocab (id)",
      "CREATE TEMP TABLE x (id)", "INSERT INTO sqlite_master (name) VALUES ('x')",
      "CREATE TABLE other AS SELECT * FROM firm",
      "CREATE TABLE IF NOT EXISTS other (id)", "CREATE TEMP TABLE other (id)",
      "CREATE TEMPORARY VIEW other AS SELECT 1", "CREATE VIEW other AS SELECT 1",
      "CREATE INDEX other ON firm (name)", "CREATE UNIQUE INDEX other ON firm (id, name)",
      "CREATE TRIGGER other AFTER DELETE ON firm BEGIN SELECT 1; END",
      "CREATE TEMP TRIGGER other AFTER DELETE ON firm BEGIN SELECT 1; END",
      "CREATE VIRTUAL TABLE other USING fts5 (a)", "DROP TABLE firm", "DROP VIEW names",
      "DROP TRIGGER on_insert", "DROP TABLE IF EXISTS firm", "ALTER TABLE firm RENAME TO other",
      "ALTER TABLE firm ADD COLUMN other TEXT", "ALTER TABLE firm DROP COLUMN name",
      "ALTER TABLE firm RENAME COLUMN name TO other", "REINDEX", "REINDEX firm", "ANALYZE",
      "ANALYZE firm", "VACUUM", "VACUUM main", "DELETE FROM sqlite_schema",
      "UPDATE sqlite_schema SET sql = ''", "DELETE FROM sqlite_master",
      "UPDATE sqlite_master SET sql = '' WHERE name = 'firm'",
      "UPDATE sqlite_temp_master SET sql = ''",
      "INSERT INTO sqlite_schema VALUES ('', '', '', 0, '')",
    ]
    let outside = [
      "VACUUM INTO 'FILE'", "VACUUM main INTO 'FILE'", "ATTACH 'FILE' AS other",
      "ATTACH DATABASE ':memory:' AS other", "ATTACH 'file:FILE?mode=rwc' AS other",
      "DETACH main", "DETACH other", "SELECT load_extension('FILE')",
      "SELECT load_extension('FILE', 'entry')", "SELECT writefile('FILE', 'x')",
      "SELECT readfile('FILE')", "SELECT edit('x', 'cat')", "SELECT fts3_tokenizer('simple')",
      "SELECT fts3_tokenizer('simple', x'00')", "SELECT Load_Extension('FILE') FROM firm",
    ]
    let transactions = [
      "BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "COMMIT", "END", "ROLLBACK", "SAVEPOINT a",
      "RELEASE a", "ROLLBACK TO a",
    ]
    let pragmas = [
      "query_only = 0", "query_only(0)", "query_only = off", "writable_schema = 1",
      "writable_schema = reset", "user_version = 7", "application_id = 7", "schema_version = 7",
      "journal_mode = wal", "journal_mode = delete", "journal_mode = off", "page_size = 8192",
      "auto_vacuum = 1", "incremental_vacuum", "incremental_vacuum(5)", "encoding = 'UTF-16'",
      "foreign_keys = 0", "foreign_keys(0)", "ignore_check_constraints = 1", "wal_checkpoint",
      "wal_checkpoint(truncate)", "optimize", "optimize(0xfffe)", "locking_mode = exclusive",
      "synchronous = off", "secure_delete = 1", "trusted_schema = 1", "temp_store = 2",
      "temp_store_directory = 'FILE'", "mmap_size = 0", "cache_size = 1", "shrink_memory",
      "journal_size_limit = 1", "max_page_count = 2", "recursive_triggers = 1",
      "defer_foreign_keys = 1", "cell_size_check = 0", "case_sensitive_like = 1", "threads = 4",
      "hard_heap_limit = 1", "soft_heap_limit = 1", "busy_timeout = 0", "legacy_alter_table = 1",
      "automatic_index = 0", "reverse_unordered_selects = 1", "data_store_directory = 'FILE'",
    ].flatMap { ["PRAGMA \($0)", "PRAGMA main.\($0)"] }
    let single = writes + outside + transactions + pragmas
    let dressed = writes.flatMap { sql in
      [
        "EXPLAIN \(sql)", "EXPLAIN QUERY PLAN \(sql)", "  \n\t\(sql) ;", "/* SELECT 1 */ \(sql)",
        "-- SELECT 1\n\(sql)", sql.lowercased(), sql.uppercased(), "SELECT 1; \(sql)",
        "\(sql); SELECT 1", "SELECT 1;/**/\(sql)", "SELECT 1;\n-- a\n\(sql)",
        "SELECT * FROM (\(sql))", "WITH a AS (\(sql)) SELECT * FROM a", "SELECT (\(sql))",
        "SELECT 1 UNION \(sql)",
      ]
    }
    let others = (outside + transactions + pragmas).flatMap { sql in
      ["/* a */ \(sql)", "SELECT 1; \(sql)", "\(sql); SELECT 1"]
    }
    return single + dressed + others
  }()

  private func openGuarded() throws -> Connection {
    let connection = try Connection(path: scratch.path("a.db"), mode: .readOnly)
    try connection.guardAgainstWriting()
    return connection
  }

  @Test func `a thousand attempts to write change no byte and leave no file`() throws {
    #expect(Self.attempts.count >= 1_000)
    #expect(Set(Self.attempts).count >= 1_000)
    let connection = try openGuarded()
    let before = try scratch.bytes("a.db")
    let isExplanation = { (sql: String) in sql.hasPrefix("EXPLAIN") }
    for attempt in Self.attempts {
      let sql = attempt.replacing("FILE", with: scratch.path("b.db"))
      do {
        try connection.run(sql)
        if !isExplanation(sql) { Issue.record("this was taken: \(sql)") }
      } catch {}
    }
    #expect(try scratch.bytes("a.db") == before)
    #expect(try scratch.files() == ["a.db"])
    #expect(!connection.isInTransaction)
    #expect(try connection.value("SELECT group_concat(name) FROM firm") == .text("a,b"))
    #expect(try connection.value("PRAGMA foreign_keys") == .integer(1))
  }

  @Test func `they are refused on a file opened for writing too`() throws {
    let connection = try Connection(path: scratch.path("a.db"), mode: .readWrite)
    try connection.guardAgainstWriting()
    let before = try scratch.bytes("a.db")
    for attempt in Self.attempts {
      _ = try? connection.run(attempt.replacing("FILE", with: scratch.path("b.db")))
    }
    #expect(try scratch.bytes("a.db") == before)
    #expect(try scratch.files() == ["a.db"])
  }

  @Test(arguments: [
    "SELECT * FROM firm", "SELECT * FROM names", "SELECT * FROM words WHERE words MATCH 'some'",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9) SELECT sum(i) FROM n",
    "SELECT sqrt(2), upper('a'), json_extract('{\"a\": 1}', '$.a'), date('now')",
    "SELECT name, row_number() OVER (ORDER BY id) FROM firm", "VALUES (1), (2)",
    "SELECT * FROM pragma_table_info('firm')", "PRAGMA table_info(firm)", "PRAGMA main.table_list",
    "PRAGMA user_version", "PRAGMA application_id", "PRAGMA foreign_key_list('firm')",
    "PRAGMA integrity_check", "PRAGMA database_list", "SELECT sqlite_version()",
    "SELECT sql FROM sqlite_schema", "EXPLAIN QUERY PLAN SELECT * FROM firm",
    "SELECT value FROM json_each('[1, 2]')", "SELECT snippet(words, 0, '', '', '', 3) FROM words",
  ])
  func `what only reads is let through`(sql: String) throws {
    #expect(throws: Never.self) { try openGuarded().query(sql) { _ in true } }
  }

  @Test func `what only reads is let through after another connection has changed the schema`()
    throws
  {
    let connection = try openGuarded()
    let count = "SELECT count(*) FROM words WHERE words MATCH 'some'"
    #expect(try connection.value(count) == .integer(1))
    try Connection(path: scratch.path("a.db"), mode: .readWrite).execute("CREATE TABLE b (id)")
    #expect(try connection.value(count) == .integer(1))
    #expect(try connection.value("SELECT count(*) FROM b") == .integer(0))
  }

  @Test func `functions that the program offers can still be called`() throws {
    let connection = try openGuarded()
    try connection.addFunction("twice", arguments: 1) { _ in .integer(2) }
    #expect(try connection.value("SELECT twice(1)") == .integer(2))
  }

  @Test func `a statement of more than a million bytes and a blob out of nothing are refused`()
    throws
  {
    let connection = try openGuarded()
    let long = "SELECT '" + String(repeating: "a", count: 1_000_001) + "'"
    #expect(throws: SQLiteError.self) { try connection.value(long) }
    #expect(throws: SQLiteError.self) { try connection.value("SELECT zeroblob(1)") }
  }
}
