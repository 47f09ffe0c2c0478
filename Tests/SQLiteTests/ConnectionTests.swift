import Foundation
import SQLite
import ScratchFolder
import Testing

@Suite struct ConnectionTests {
  let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
  }

  @Test func `a missing file is opened by no mode but create`() throws {
    let scratch = try Scratch()
    let path = scratch.path("a.db")
    for mode in [Connection.Mode.readOnly, .readWrite] {
      #expect {
        _ = try Connection(path: path, mode: mode)
      } throws: { ($0 as? SQLiteError)?.code.primary == .cannotOpen }
    }
    #expect(try scratch.files().isEmpty)
    try Connection(path: path, mode: .create).execute("CREATE TABLE a (id)")
    #expect(try scratch.files() == ["a.db"])
    _ = try Connection(path: path, mode: .readWrite)
  }

  @Test func `a file that is no database fails at once`() throws {
    let scratch = try Scratch()
    try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: scratch.path("a.csv")))
    #expect {
      _ = try Connection(path: scratch.path("a.csv"), mode: .readWrite)
    } throws: { ($0 as? SQLiteError)?.code == .notADatabase }
  }

  @Test func `what is opened for reading is not written`() throws {
    let scratch = try Scratch()
    let path = scratch.path("a.db")
    try Connection(path: path, mode: .create).execute("CREATE TABLE a (id)")
    let reader = try Connection(path: path, mode: .readOnly)
    #expect {
      try reader.run("INSERT INTO a VALUES (1)")
    } throws: { ($0 as? SQLiteError)?.code.primary == .readOnly }
  }

  @Test func `foreign keys are on, and text in double quotes is never a string`() throws {
    #expect(try connection.value("PRAGMA foreign_keys") == .integer(1))
    #expect(throws: SQLiteError.self) { try connection.value("SELECT \"nowhere\"") }
    #expect(throws: SQLiteError.self) {
      try connection.execute("CREATE INDEX i ON item (name) WHERE name = \"a\"")
    }
  }

  @Test func `run tells how many rows it changed, and a query changes none`() throws {
    #expect(try connection.run("INSERT INTO item (name) VALUES ('a'), ('b'), ('c')") == 3)
    #expect(connection.lastInsertedRow == 3)
    #expect(try connection.run("UPDATE item SET name = name || 'x' WHERE id > 1") == 2)
    #expect(try connection.run("SELECT * FROM item") == 0)
    #expect(try connection.run("DELETE FROM item") == 3)
  }

  @Test func `value is the first of the first row, and nil without rows`() throws {
    #expect(try connection.value("SELECT 1, 2 UNION ALL SELECT 3, 4") == .integer(1))
    #expect(try connection.value("SELECT id FROM item") == nil)
    #expect(try connection.value("SELECT NULL") == .null)
    #expect(try connection.value("SELECT ?2 || ?1", [.text("b"), .text("a")]) == .text("ab"))
  }

  @Test func `an error holds code, words and statement, and no bound value`() throws {
    let sql = "INSERT INTO item (name) VALUES (?1)"
    try connection.run(sql, [.text("secret")])
    #expect {
      try connection.run(sql, [.text("secret")])
    } throws: { error in
      guard let error = error as? SQLiteError else { return false }
      return error.code == .unique && error.isDuplicate && error.sql == sql
        && error.code.primary == .constraint && error.description.contains("item.name")
        && !error.description.contains("secret")
    }
  }

  @Test(arguments: ["", "  ", "-- a remark", ";", "/* a */"])
  func `a text without a statement is refused`(sql: String) {
    #expect {
      try connection.run(sql)
    } throws: { ($0 as? SQLiteError)?.code == .misuse }
  }

  @Test(arguments: [
    "SELECT 1; SELECT 2", "SELECT 1;;x", "SELECT 1 ; DROP TABLE item", "SELECT 1;'",
  ])
  func `a second statement is refused before the first has run`(sql: String) {
    #expect {
      try connection.run(sql)
    } throws: { ($0 as? SQLiteError)?.code == .misuse }
  }

  @Test(arguments: [
    "SELECT 1;", "SELECT 1 ; \n\t ", "SELECT 1; -- done", "SELECT 1; /* a */ -- b\n ;",
    "SELECT 1 --",
    "SELECT 1; /* open",
  ])
  func `white space and remarks may follow a statement`(sql: String) throws {
    #expect(try connection.value(sql) == .integer(1))
  }

  @Test func `a kept statement starts anew each time, with nothing bound`() throws {
    let sql = "SELECT ?1"
    #expect(try connection.value(sql, [.integer(7)]) == .integer(7))
    #expect(try connection.value(sql) == .null)
    #expect(throws: SQLiteError.self) { try connection.value(sql, [.null, .null]) }
    #expect(try connection.value(sql, [.text("a")]) == .text("a"))
  }

  @Test func `a statement may be used inside itself`() throws {
    let sql = "SELECT value FROM generate WHERE value <= ?1 ORDER BY value"
    try connection.execute("CREATE TABLE generate (value); INSERT INTO generate VALUES (1), (2)")
    let rows = try connection.query(sql, [.integer(2)]) { row throws(SQLiteError) in
      let limit = row.integer(0)
      return try connection.query(sql, [.integer(limit)]) { $0.integer(0) }
    }
    #expect(rows == [[1], [1, 2]])
  }

  @Test func `a script runs whole, or tells where it stopped`() throws {
    try connection.execute(
      "INSERT INTO item (name) VALUES ('a'); INSERT INTO item (name) VALUES ('b')")
    #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO item (name) VALUES ('c'); SELECT nothing")
    }
    #expect(try connection.value("SELECT count(*) FROM item") == .integer(3))
  }
}
