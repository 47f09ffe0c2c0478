import Foundation
import SQLite
import ScratchFolder
import Testing

@Suite struct BackupTests {
  let scratch: Scratch
  let connection: Connection

  init() throws {
    scratch = try Scratch()
    connection = try Connection(path: scratch.path("a.db"), mode: .create)
    try connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, text TEXT)")
    try connection.execute(
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 40000)
      INSERT INTO a SELECT i, hex(i * 7919) || 'some text to fill the page' FROM n
      """)
  }

  private func rows(_ connection: Connection) throws -> [String] {
    try connection.query("SELECT id || text FROM a ORDER BY id") { $0.text(0) }
  }

  @Test func `a backup holds every row and is a sound database`() throws {
    var left: [Int] = []
    try connection.backup(to: scratch.path("b.db")) { remaining, total in
      #expect(remaining <= total)
      left.append(remaining)
    }
    #expect(left.last == 0 && left == left.sorted(by: >))
    let copy = try Connection(path: scratch.path("b.db"), mode: .readOnly)
    #expect(try rows(copy) == rows(connection))
    #expect(try copy.value("PRAGMA integrity_check") == .text("ok"))
  }

  @Test func `what the target held is replaced`() throws {
    let path = scratch.path("b.db")
    try Connection(path: path, mode: .create).execute("CREATE TABLE old (id)")
    try connection.backup(to: path)
    let copy = try Connection(path: path, mode: .readOnly)
    #expect(
      try copy.query("SELECT name FROM sqlite_schema") { $0.text(0) } == ["a"])
  }

  @Test func `a backup is made while another reads, and of a database in memory`() throws {
    let other = try Connection(path: scratch.path("a.db"), mode: .readOnly)
    let statement = try other.prepare("SELECT * FROM a")
    #expect(try statement.step())
    try connection.backup(to: scratch.path("b.db"))
    #expect(try statement.step())

    let memory = try Connection(path: ":memory:", mode: .create)
    try memory.execute("CREATE TABLE m (id)")
    try memory.backup(to: scratch.path("m.db"))
    #expect(
      try Connection(path: scratch.path("m.db"), mode: .readOnly)
        .value("SELECT name FROM sqlite_schema") == .text("m"))
  }

  @Test func `a backup waits for another's lock no longer than it is let`() throws {
    let other = try Connection(path: scratch.path("a.db"), mode: .readWrite)
    try other.execute("BEGIN EXCLUSIVE")
    connection.setTimeLimit(.milliseconds(200))
    let error = #expect(throws: SQLiteError.self) {
      try connection.backup(to: scratch.path("b.db"))
    }
    #expect(error?.code.primary == .busy)
    try other.execute("COMMIT")
  }

  @Test func `a backup whose time is over is given up`() throws {
    // Small pages, so that a copy takes several steps.
    let connection = try Connection(path: scratch.path("s.db"), mode: .create)
    try connection.execute("PRAGMA page_size = 512; CREATE TABLE a (b)")
    try connection.run("INSERT INTO a VALUES (zeroblob(8000000))")
    connection.setTimeLimit(.milliseconds(-1))
    let error = #expect(throws: SQLiteError.self) { try connection.backup(to: ":memory:") }
    #expect(error?.code == .interrupted)
  }

  @Test func `a backup to a place that is not there fails`() throws {
    #expect(throws: SQLiteError.self) {
      try connection.backup(to: scratch.path("nowhere/b.db"))
    }
  }
}
