import Foundation
import Testing

/// Nobody writes through `agglom query`.
@Suite struct WriteAttemptsTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  /// One statement of each kind that would change the database, the connection or a file.
  static let attempts = [
    "INSERT INTO firm (key, name_en) VALUES ('x', 'x')",
    "INSERT OR REPLACE INTO dataset (key, name_en, kind) VALUES ('x', 'x', 'survey')",
    "INSERT INTO firm (key) VALUES ('x') ON CONFLICT (key) DO UPDATE SET name_en = 'x'",
    "INSERT INTO firm (key, name_en) VALUES ('x', 'x') RETURNING id",
    "REPLACE INTO source (id, key, kind, title) VALUES (1, 's000', 'x', 'x')",
    "UPDATE cluster SET name_en = 'x'", "UPDATE cluster SET id = id RETURNING key",
    "UPDATE cluster SET name_en = zone.key FROM zone", "DELETE FROM statistic",
    "WITH a (x) AS (SELECT 1) DELETE FROM firm WHERE id IN a",
    "WITH a (x) AS (SELECT 'x') INSERT INTO firm (key) SELECT x FROM a",
    "WITH a (x) AS (SELECT 1) UPDATE firm SET name_en = 'x' WHERE id IN a",
    "CREATE TABLE x (a)", "CREATE TEMP TABLE x (a)", "CREATE TABLE x AS SELECT * FROM firm",
    "CREATE INDEX x ON firm (role)", "CREATE VIEW x AS SELECT 1",
    "CREATE TRIGGER x AFTER INSERT ON firm BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE x USING fts5 (a)", "DROP TABLE firm_year", "DROP VIEW zone_growth",
    "DROP INDEX firm_zone", "ALTER TABLE firm ADD COLUMN x", "ALTER TABLE firm RENAME TO x",
    "REINDEX", "ANALYZE", "VACUUM", "VACUUM INTO 'other.db'", "ATTACH 'other.db' AS other",
    "DETACH main", "BEGIN", "COMMIT", "SAVEPOINT a", "PRAGMA user_version = 99",
    "PRAGMA application_id = 99", "PRAGMA journal_mode = wal", "PRAGMA writable_schema = 1",
    "PRAGMA query_only = 0", "PRAGMA foreign_keys = 0", "PRAGMA wal_checkpoint",
    "UPDATE sqlite_master SET sql = ''", "INSERT INTO sqlite_master VALUES ('', '', '', 0, '')",
    "DELETE FROM sqlite_schema", "INSERT INTO name_index (name_index) VALUES ('rebuild')",
    "INSERT INTO name_index (name_index) VALUES ('delete-all')", "DELETE FROM name_index_data",
    "SELECT load_extension('other.so')", "SELECT writefile('other.txt', 'x')",
    "SELECT readfile('agglom.db')", "SELECT edit('x', 'cat')",
    "SELECT fts3_tokenizer('simple', x'00')", "SELECT 1; DELETE FROM firm",
    "DELETE FROM firm; SELECT 1", "SELECT * FROM (DELETE FROM firm RETURNING id)",
    "EXPLAIN SELECT 1; DROP TABLE firm", "EXPLAIN DELETE FROM firm", "-- a\nDELETE FROM firm", "",
  ]

  @Test func `what would write is refused, and no byte and no file changes`() throws {
    let before = try Data(contentsOf: program.database)
    for attempt in Self.attempts {
      let result = try program.run("query", attempt)
      #expect(result.status != 0, "this was taken: \(attempt)")
      #expect(result.output.isEmpty && !result.messages.isEmpty, "\(attempt)")
    }
    // The long way round, with the parser and from a pipe.
    for attempt in Self.attempts.prefix(8) {
      #expect(try program.run("query", attempt, "--timeout", "5").status != 0, "\(attempt)")
      #expect(try program.run("query", "-", input: attempt).status != 0, "\(attempt)")
    }
    #expect(try Data(contentsOf: program.database) == before)
    let files = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
    #expect(files == ["agglom.db"])
  }
}
