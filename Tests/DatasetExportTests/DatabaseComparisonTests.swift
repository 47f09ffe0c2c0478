import ClusterStore
import SQLite
import Testing

struct DatabaseComparisonTests {
  @Test func `a database is equal to itself`() throws {
    let connection = try TortureDatabase.make(at: ":memory:")
    #expect(try DatabaseComparison(connection, connection).isEqual)
  }

  @Test(arguments: [
    #"UPDATE "valeurs d'été" SET "select" = '' WHERE "select" IS NULL AND rowid = 1"#,
    #"UPDATE "valeurs d'été" SET "any ""thing""" = 1.0 WHERE "any ""thing""" = -1"#,
    #"UPDATE "valeurs d'été" SET rest = 'text' WHERE rest = X'74657874'"#,
    #"UPDATE "valeurs d'été" SET rest = 0.1 + 1.4e-17 WHERE rest = 0.1"#,
    "UPDATE by_key SET v = 0 WHERE k = 'it''s'", "UPDATE shadowed SET _rowid_ = 78 WHERE oid = 2",
    "UPDATE note SET body = body || ' '", "UPDATE sqlite_sequence SET seq = 501",
    "UPDATE words SET body = 'y' WHERE rowid = -2", "DELETE FROM by_key WHERE k = 'it''s'",
    "INSERT INTO empty VALUES (NULL, NULL)", "CREATE TABLE more (a)", "DROP INDEX partial",
    "PRAGMA user_version = 6", "PRAGMA application_id = 78",
    "INSERT INTO words (words, rank) VALUES ('pgsz', 3000)",
    "UPDATE hidden SET oid = 5 WHERE oid = 2 AND _rowid_ = 3",
  ])
  func `one change is found`(change: String) throws {
    let first = try TortureDatabase.make(at: ":memory:")
    let second = try TortureDatabase.make(at: ":memory:")
    try #require(try DatabaseComparison(first, second).isEqual)
    try second.execute(change)
    let comparison = try DatabaseComparison(first, second)
    #expect(!comparison.isEqual)
    #expect((1...3).contains(comparison.differenceCount), "\(comparison.differences)")
    #expect(comparison.differences.count == comparison.differenceCount)
    #expect(try DatabaseComparison(second, first).differenceCount == comparison.differenceCount)
  }

  @Test func `the place and both sides are named`() throws {
    let first = try TortureDatabase.make(at: ":memory:")
    let second = try TortureDatabase.make(at: ":memory:")
    try second.execute("UPDATE text_key SET v = '1' WHERE k = 'b'")
    #expect(
      try DatabaseComparison(first, second).differences.map(\.description)
        == ["table text_key, row 5, column v: integer 1 in the first, text '1' in the second"])
  }

  @Test func `only so many differences are kept and all are counted`() throws {
    let first = try TortureDatabase.make(at: ":memory:")
    let second = try TortureDatabase.make(at: ":memory:")
    try second.execute("UPDATE log SET what = what + 1 WHERE typeof(what) = 'integer'")
    let comparison = try DatabaseComparison(first, second, limit: 3)
    #expect(comparison.differences.count == 3)
    #expect(comparison.differenceCount == 1_700)
  }
}
