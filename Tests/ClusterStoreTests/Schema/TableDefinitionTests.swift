import ClusterStore
import SQLite
import SampleStore
import Testing

struct TableDefinitionTests {
  func tables(_ sql: String) throws -> [TableDefinition] {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(sql)
    return try TableDefinitionReader(connection).tables()
  }

  @Test func `a definition is read in all its parts`() throws {
    let table = try #require(
      try tables(
        """
        CREATE TABLE parent (a, b, PRIMARY KEY (b, a)) WITHOUT ROWID;
        CREATE TABLE "order" (
          id INTEGER PRIMARY KEY, -- CHECK (no)
          name TEXT NOT NULL DEFAULT 'a,b' COLLATE NOCASE CHECK (length(name) > 0),
          a, b, twice AS (id * 2),
          UNIQUE (name, a), CHECK (a IN (1, 2)),
          FOREIGN KEY (a, b) REFERENCES parent ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
        );
        CREATE UNIQUE INDEX part ON "order" (coalesce(a, 0) DESC, name) WHERE a IS NOT NULL;
        """
      ).first { $0.name == "order" })
    #expect(table.columns.map(\.name) == ["id", "name", "a", "b", "twice"])
    #expect(table.isNumbered && table.primaryKey == ["id"] && !table.isStrict)
    #expect(table.column("NAME")?.collation == "NOCASE")
    #expect(table.column("name")?.defaultValue.map(\.text) == ["a,b"])
    #expect(table.column("twice")?.isGenerated == true)
    #expect(table.uniqueKeys == [["name", "a"]])
    #expect(
      table.checks.map { $0.map(\.text).joined(separator: " ") }
        == ["length ( name ) > 0", "a IN ( 1 , 2 )"])
    let key = try #require(table.foreignKeys.first)
    #expect(key.columns == ["a", "b"] && key.targetColumns == ["b", "a"])
    #expect(key.onDelete == "CASCADE" && key.isDeferred)
    let index = try #require(table.indexes.first)
    #expect(index.isUnique && index.parts.map(\.column) == [nil, "name"])
    #expect(index.parts.map(\.isDescending) == [true, false])
    #expect(index.condition.map(\.text) == ["a", "IS", "NOT", "NULL"])
  }

  @Test func `tables come after those they point at, and circles end`() throws {
    let sorted = TableDefinition.sorted(
      try tables(
        """
        CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b (id));
        CREATE TABLE b (id INTEGER PRIMARY KEY, own REFERENCES b (id));
        CREATE TABLE x (id INTEGER PRIMARY KEY, y REFERENCES y (id));
        CREATE TABLE y (id INTEGER PRIMARY KEY, x REFERENCES x (id));
        """)
    ).map(\.name)
    #expect(sorted == ["b", "a", "x", "y"])
  }

  @Test func `every table of the schema is read with its checks`() throws {
    let store = try SampleStore.empty()
    let tables = try TableDefinitionReader(store.connection).tables()
    #expect(tables.count == (try Schema(store).tables().count))
    #expect(tables.map(\.checks.count).reduce(0, +) > 100)
    #expect(tables.allSatisfy { $0.isStrict && !$0.primaryKey.isEmpty })
  }

  @Test func `rows that point nowhere are found`() throws {
    let connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      """
      CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p (id));
      PRAGMA foreign_keys = 0;
      INSERT INTO c VALUES (4, 9), (5, NULL), (6, 9);
      """)
    let broken = try ReferenceCheck(connection).brokenKeys(of: "c")
    #expect(broken.map(\.rows) == [2] && broken.map(\.firstRow) == [4])
    #expect(broken.map(\.columns) == [["p"]] && broken.map(\.target) == ["p"])
    #expect(try ReferenceCheck(connection).brokenKeys(of: "p").isEmpty)
  }
}
