import ClusterStore
import Foundation
import Output
import SQLite
import ScratchFolder
import Testing

@Suite struct QuerySessionTests {
  private let scratch: Scratch
  let path: String
  let session: QuerySession

  init() throws {
    scratch = try Scratch()
    path = scratch.path("query.db")
    _ = try SmallStore.make().backUp(to: path, replacing: false)
    session = try QuerySession(path: path)
  }

  private func rows(
    _ sql: String, _ parameters: String..., limits: QuerySession.Limits = .init()
  ) throws -> [[Value]] {
    var rows: [[Value]] = []
    _ = try session.run(
      sql, parameters: parameters.compactMap { QueryParameter($0) }, limits: limits,
      begin: { _ in }, row: { row in rows.append((0..<row.count).map { row.value($0) }) })
    return rows
  }

  @Test(
    arguments: [
      ("x=5", Value.integer(5)), ("x=0755", .text("0755")), ("x=-3", .integer(-3)),
      ("x=1.5", .real(1.5)), ("x=0.5", .real(0.5)), ("x=00.5", .text("00.5")), ("x=", .text("")),
      ("x=nan", .text("nan")), ("x=1e5", .text("1e5")), ("x:text=5", .text("5")),
      ("x:integer=0755", .integer(755)), ("x:real=2", .real(2)), ("x:null=", .null),
      ("x=a=b", .text("a=b")),
    ])
  func `a parameter is what it looks like unless its kind is given`(
    written: String, value: Value
  ) throws {
    #expect(try rows("SELECT :x", written) == [[value]])
  }

  @Test(arguments: ["x", "=5", "x:shoe=5", "x:text:text=5"])
  func `what is no parameter is refused`(written: String) {
    #expect(QueryParameter(written) == nil)
  }

  @Test func `parameters must fit the statement`() {
    #expect(throws: QueryError.missingParameter("x")) { try rows("SELECT :x") }
    #expect(throws: QueryError.unknownParameter("y", known: [])) { try rows("SELECT 1", "y=1") }
    #expect(throws: QueryError.unnamedParameter) { try rows("SELECT ?") }
    #expect(throws: QueryError.wrongKind(name: "x", text: "a", kind: .integer)) {
      try rows("SELECT :x", "x:integer=a")
    }
  }

  @Test(
    arguments: [
      "DELETE FROM firm", "CREATE TABLE t (a)", "ATTACH 'x' AS y", "BEGIN", "VACUUM",
      "PRAGMA user_version = 3", "WITH a AS (SELECT 1) INSERT INTO firm (key) SELECT 'x' FROM a",
    ])
  func `nothing is written`(sql: String) {
    #expect(throws: QueryError.notReading(sql: sql)) { try rows(sql) }
  }

  @Test(
    arguments: [
      "SELECT value FROM json_each('[1]')", "SELECT name FROM pragma_table_info('firm')",
      "SELECT rowid FROM name_index WHERE name_index MATCH 'yingkou'", "EXPLAIN SELECT 1",
      "SELECT area_id FROM zone_within",
    ])
  func `virtual tables and views can be read`(sql: String) throws {
    #expect(try !rows(sql).isEmpty)
  }

  @Test func `the schema's own table is not changed`() {
    #expect(throws: QueryError.self) { try rows("UPDATE sqlite_schema SET name = 'x'") }
    #expect(throws: QueryError.self) { try rows("DELETE FROM sqlite_schema") }
  }

  @Test func `time and rows are limited`() throws {
    let endless = "WITH RECURSIVE a (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT x FROM a"
    #expect(throws: QueryError.outOfTime(seconds: 0.1)) {
      try rows("SELECT count(*) FROM (\(endless))", limits: .init(seconds: 0.1))
    }
    var count = 0
    let outcome = try session.run(
      endless, parameters: [], limits: .init(rows: 10), begin: { _ in }, row: { _ in count += 1 })
    #expect(outcome.isCut)
    #expect(outcome.rows == 10)
    #expect(count == 10)
  }

  @Test func `a saved query has defaults, types and a number`() throws {
    let query = try NamedQueries(session.store).query("7")
    #expect(query.key == "by-size")
    func keys(_ written: String...) throws -> [String] {
      var keys: [String] = []
      _ = try session.run(
        query, parameters: written.compactMap { QueryParameter($0) }, begin: { _ in },
        row: { keys.append($0.text(0)) })
      return keys
    }
    #expect(try keys() == ["magnesia"])
    #expect(try keys("from=2005") == [])
    #expect(throws: QueryError.unknownParameter("frm", known: ["size", "from"])) {
      try keys("frm=1")
    }
    #expect(throws: QueryError.self) { try keys("from=soon") }
    #expect(throws: QueryError.unknownQuery("by-szie", nearest: ["by-size"])) {
      try NamedQueries(session.store).query("by-szie")
    }
  }

  @Test func `a backup is whole and never replaces by itself`() throws {
    let copy = path + ".copy"
    let store = try Store.open(path: path)
    #expect(try store.backUp(to: copy, replacing: false) > 0)
    #expect(throws: BackupError.exists(path: copy)) {
      try store.backUp(to: copy, replacing: false)
    }
    #expect(try store.backUp(to: copy, replacing: true) > 0)
    #expect(throws: FileError.self) { try store.backUp(to: "/nowhere/x", replacing: false) }
    #expect(try Store.openForWriting(path: copy).optimize().after > 0)
  }
}
