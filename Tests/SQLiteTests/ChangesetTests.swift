import SQLite
import Testing

@Suite struct ChangesetTests {
  let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      """
      CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, share REAL, bytes BLOB) STRICT;
      CREATE TABLE part (id INTEGER PRIMARY KEY, item_id INTEGER REFERENCES item (id)) STRICT;
      CREATE TABLE loose (name TEXT);
      INSERT INTO item VALUES (1, 'a', 0.5, x'00'), (2, 'b', NULL, NULL), (3, 'c', 1, x'FF');
      """)
  }

  private func rows() throws -> [[Value]] {
    try connection.query("SELECT * FROM item ORDER BY id") { row in
      (0..<4).map { row.value($0) }
    }
  }

  private func record(
    _ script: String, tables: [String] = ["item", "part"]
  ) throws -> Changeset {
    let session = try Session(connection, tables: tables)
    try connection.execute(script)
    return try session.changeset()
  }

  @Test(arguments: [
    "INSERT INTO item VALUES (4, '产' || char(0) || '业', 0.25, NULL); INSERT INTO part VALUES (1, 4)",
    "UPDATE item SET name = 'x', share = NULL WHERE id = 1",
    "DELETE FROM item WHERE id > 1",
    "DELETE FROM item; INSERT INTO item VALUES (2, NULL, 9, x''); UPDATE item SET id = 7",
    "INSERT INTO item SELECT id + 10, name, share, bytes FROM item",
  ])
  func `changes are taken back and made again exactly`(script: String) throws {
    let before = try rows()
    let changes = try record(script)
    let after = try rows()
    #expect(before != after)
    try connection.apply(changes.inverted())
    #expect(try rows() == before)
    try connection.apply(changes)
    #expect(try rows() == after)
    #expect(try changes.inverted().inverted() == changes)
  }

  @Test func `bytes that are no changeset are refused, wherever they are cut off`() throws {
    let changes = try record(
      "UPDATE item SET name = 'x' WHERE id = 1; DELETE FROM item WHERE id = 2; DELETE FROM part")
    var whole = 0
    for count in 1..<changes.bytes.count {
      let cut = Changeset(bytes: Array(changes.bytes.prefix(count)))
      do {
        try cut.forEach { _ in }
        whole += 1
      } catch let error as SQLiteError {
        #expect(error.code == .corrupt)
      }
    }
    // What ends behind a heading or a change is a changeset too.
    #expect(whole == 2)
    for bytes in [[0x54], [0x54, 1], [0x50, 1, 1, 0], [0x54, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]] {
      #expect(throws: SQLiteError.self) {
        try connection.apply(Changeset(bytes: bytes.map(UInt8.init)))
      }
    }
  }

  @Test func `a change tells what stood there and what stands there`() throws {
    var told: [Changeset.Change] = []
    let script = """
      UPDATE item SET name = NULL, share = 2 WHERE id = 1; DELETE FROM item WHERE id = 2;
      INSERT INTO item VALUES (4, 'd', NULL, NULL)
      """
    try record(script).forEach { told.append($0) }
    told.sort { "\($0.key)" < "\($1.key)" }
    try #require(told.count == 3)
    #expect(told.map(\.key) == [[.integer(1)], [.integer(2)], [.integer(4)]])
    #expect(told.map(\.isDeletion) == [false, true, false])
    #expect(told[0].old == [.integer(1), .text("a"), .real(0.5), nil])
    #expect(told[0].new == [nil, .null, .real(2), nil])
    #expect(told[1].old == [.integer(2), .text("b"), .null, .null])
    #expect(told[1].new == [nil, nil, nil, nil])
    #expect(told[2].old == [nil, nil, nil, nil])
    #expect(told[2].new == [.integer(4), .text("d"), .null, .null])
  }

  @Test func `changes are the same after a trip through bytes`() throws {
    let changes = try record("DELETE FROM item WHERE id = 2")
    try connection.apply(Changeset(bytes: changes.bytes).inverted())
    #expect(try rows().count == 3)
  }

  @Test(arguments: [
    "UPDATE item SET name = 'later' WHERE id = 4", "DELETE FROM item WHERE id = 4",
    "INSERT INTO part VALUES (1, 4)",
  ])
  func `what was touched since is not taken back, and nothing else is`(edit: String) throws {
    let changes = try record(
      "INSERT INTO item VALUES (4, 'd', 1, NULL), (5, 'e', 1, NULL); DELETE FROM item WHERE id = 1")
    try connection.execute(edit)
    let before = try rows()
    #expect {
      try connection.apply(changes.inverted())
    } throws: { error in
      guard let code = (error as? SQLiteError)?.code.primary else { return false }
      return code == (edit.contains("part") ? .constraint : .abort)
    }
    #expect(try rows() == before)
    #expect(!connection.isInTransaction)
  }

  @Test func `a row that is there again stops the undoing of its deletion`() throws {
    let changes = try record("DELETE FROM item WHERE id = 2")
    try connection.execute("INSERT INTO item VALUES (2, 'new', NULL, NULL)")
    #expect(throws: SQLiteError.self) { try connection.apply(changes.inverted()) }
    #expect(try rows()[1][1] == .text("new"))
  }

  @Test func `only the named tables are recorded`() throws {
    let changes = try record("UPDATE item SET name = 'x'", tables: ["part"])
    #expect(changes.bytes.isEmpty)
    try connection.apply(changes.inverted())
    #expect(try rows()[0][1] == .text("x"))
  }

  @Test func `nothing that happened leaves nothing to undo`() throws {
    let changes = try record(
      "INSERT INTO item VALUES (9, 'z', 1, NULL); DELETE FROM item WHERE id = 9")
    #expect(changes.bytes.isEmpty)
  }

  @Test func `bytes that are no changes are refused`() throws {
    let noise = Changeset(bytes: [1, 2, 3, 4, 5])
    #expect(throws: SQLiteError.self) { try noise.inverted() }
    let before = try rows()
    #expect(throws: SQLiteError.self) { try connection.apply(noise) }
    #expect(try rows() == before)
  }
}
