import SQLite
import ScratchFolder
import Testing

@Suite struct TransactionTests {
  struct Stop: Error {}

  let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute("CREATE TABLE item (name TEXT PRIMARY KEY)")
  }

  private func add(_ name: String) throws {
    try connection.run("INSERT INTO item VALUES (?1)", [.text(name)])
  }

  private func names() throws -> [String] {
    try connection.query("SELECT name FROM item ORDER BY name") { $0.text(0) }
  }

  @Test func `what returns is kept, with its result`() throws {
    let result = try connection.transaction {
      #expect(connection.isInTransaction)
      try add("a")
      return 7
    }
    #expect(result == 7 && !connection.isInTransaction)
    #expect(try names() == ["a"])
  }

  @Test func `what throws is taken back, schema and all`() throws {
    #expect(throws: Stop.self) {
      try connection.transaction {
        try add("a")
        try connection.execute("CREATE TABLE other (id)")
        throw Stop()
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try names().isEmpty)
    #expect(
      try connection.value("SELECT count(*) FROM sqlite_schema WHERE name = 'other'")
        == .integer(0))
  }

  @Test func `an inner transaction is a savepoint of the outer one`() throws {
    try connection.transaction {
      try add("a")
      #expect(throws: Stop.self) {
        try connection.transaction {
          try add("b")
          throw Stop()
        }
      }
      try connection.transaction { try add("c") }
    }
    #expect(try names() == ["a", "c"])
  }

  @Test func `savepoints nest and are taken back one by one`() throws {
    try connection.savepoint {
      try add("a")
      try connection.savepoint {
        try add("b")
        #expect(throws: Stop.self) {
          try connection.savepoint {
            try add("c")
            throw Stop()
          }
        }
      }
    }
    #expect(try names() == ["a", "b"])
    #expect(!connection.isInTransaction)
  }

  @Test func `a commit that is refused is taken back`() throws {
    try connection.execute(
      "CREATE TABLE child (name REFERENCES item (name) DEFERRABLE INITIALLY DEFERRED)")
    #expect {
      try connection.transaction {
        try connection.run("INSERT INTO child VALUES ('nobody')")
      }
    } throws: { ($0 as? SQLiteError)?.code == .foreignKey }
    #expect(!connection.isInTransaction)
    #expect(try connection.value("SELECT count(*) FROM child") == .integer(0))
  }

  @Test func `a body that rolled back by itself gives its own error`() throws {
    #expect(throws: Stop.self) {
      try connection.transaction {
        try connection.execute("ROLLBACK")
        throw Stop()
      }
    }
    #expect(throws: Stop.self) {
      try connection.savepoint {
        try connection.execute("ROLLBACK")
        throw Stop()
      }
    }
    try connection.transaction { try add("a") }
    #expect(try names() == ["a"])
  }

  @Test func `an immediate transaction waits for the other's lock and then is busy`() throws {
    let scratch = try Scratch()
    let path = scratch.path("a.db")
    let first = try Connection(path: path, mode: .create)
    try first.execute("CREATE TABLE a (id)")
    let second = try Connection(path: path, mode: .readWrite, busyTimeout: 20)
    try first.transaction {
      #expect {
        try second.transaction {}
      } throws: { ($0 as? SQLiteError)?.code.primary == .busy }
      try second.transaction(.deferred) { _ = try second.value("SELECT count(*) FROM a") }
    }
    try second.transaction { try second.run("INSERT INTO a VALUES (1)") }
  }
}
