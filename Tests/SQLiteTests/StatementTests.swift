import SQLite
import Testing

@Suite struct StatementTests {
  let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      "CREATE TABLE item (id INTEGER PRIMARY KEY, value ANY, name TEXT, share REAL) STRICT")
  }

  /// The value after a trip through a table, and what SQLite calls its type.
  private func stored(_ value: Value) throws -> (Value?, Value?) {
    try connection.run("INSERT INTO item (id, value) VALUES (1, ?1)", [value])
    let read = try connection.value("SELECT value FROM item WHERE id = 1")
    let type = try connection.value("SELECT typeof(value) FROM item WHERE id = 1")
    try connection.run("DELETE FROM item")
    return (read, type)
  }

  @Test(arguments: [.min, .min + 1, -1, 0, 1, 9_007_199_254_740_993, .max - 1, .max] as [Int64])
  func `whole numbers come back to the last unit`(number: Int64) throws {
    let (read, type) = try stored(.integer(number))
    #expect(read == .integer(number) && type == .text("integer"))
  }

  @Test(
    arguments: [
      0, 0.1, -0.1, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, -.infinity,
      .pi, 1e15 + 0.3,
    ] as [Double])
  func `numbers come back bit for bit, infinities too`(number: Double) throws {
    let (read, type) = try stored(.real(number))
    #expect(read == .real(number) && type == .text("real"))
  }

  @Test func `not a number becomes no value`() throws {
    let (read, type) = try stored(.real(.nan))
    #expect(read == .null && type == .text("null"))
  }

  @Test(arguments: [
    "", "a", "\0", "a\0b", "\0\0", "产业集群\0营口", "e\u{301}", "\u{FEFF}", "👨‍👩‍👧", "'\"\\", "\r\n",
    String(repeating: "长", count: 100_000),
  ])
  func `text comes back byte for byte, a NUL inside it too, and empty is not absent`(
    text: String
  ) throws {
    try connection.run("INSERT INTO item (name) VALUES (?1)", [.text(text)])
    let read = try connection.query("SELECT name, name IS NULL FROM item") { row in
      (row.text(0), row.optionalText(0), row.integer(1), row.withBytes(0) { Array($0) })
    }
    #expect(read[0].0 == text && read[0].1 == text && read[0].2 == 0)
    #expect(read[0].3 == Array(text.utf8))
    let sized = try connection.value("SELECT length(CAST(name AS BLOB)) FROM item")
    #expect(sized == .integer(Int64(text.utf8.count)))
  }

  @Test(arguments: [[], [0], [255, 0, 1], [UInt8](repeating: 7, count: 70_000)])
  func `bytes come back as they are, and none is not absent`(bytes: [UInt8]) throws {
    let (read, type) = try stored(.blob(bytes))
    #expect(read == .blob(bytes) && type == .text("blob"))
  }

  @Test func `text that is no UTF-8 is repaired when it is read as text`() throws {
    let row = try connection.query("SELECT CAST(x'61FF62' AS TEXT)") { $0.text(0) }
    #expect(row == ["a\u{FFFD}b"])
  }

  @Test func `text bound in place is read by its length`() throws {
    let bytes = Array("前\0后 and more".utf8)
    let statement = try connection.prepare("SELECT ?1, length(CAST(?1 AS BLOB))")
    try bytes.withUnsafeBytes { (buffer) throws -> Void in
      let part = UnsafeRawBufferPointer(rebasing: buffer[..<7])
      try statement.bind(textInPlace: part, at: 1)
      #expect(try statement.step())
      #expect(statement.row.text(0) == "前\0后" && statement.row.integer(1) == 7)
      statement.reset()
      try statement.bind(textInPlace: UnsafeRawBufferPointer(start: nil, count: 0), at: 1)
      #expect(try statement.step())
      #expect(!statement.row.isNull(0) && statement.row.text(0).isEmpty)
      statement.reset()
      statement.clearBindings()
    }
  }

  @Test func `a row tells the kind of each value, and nil from zero`() throws {
    let statement = try connection.prepare("SELECT NULL, 0, 0.5, '', x''")
    #expect(try statement.step())
    let row = statement.row
    #expect((0..<row.count).map { row.storage($0) } == [.null, .integer, .real, .text, .blob])
    #expect(row.isNull(0) && !row.isNull(1))
    #expect(row.optionalInteger(0) == nil && row.optionalInteger(1) == 0)
    #expect(row.optionalReal(0) == nil && row.optionalReal(2) == 0.5)
    #expect(row.optionalText(0) == nil && row.optionalText(3)?.isEmpty == true)
    #expect(row.integer(0) == 0 && row.real(0) == 0 && row.text(0).isEmpty)
    #expect(row.value(4) == .blob([]))
  }

  @Test func `a cell says of its value what the row says`() throws {
    for encoding in ["UTF-8", "UTF-16le"] {
      let connection = try Connection(path: ":memory:", mode: .create)
      try connection.execute("PRAGMA encoding = '\(encoding)'; CREATE TABLE t (a, b, c, d, e, f)")
      try connection.execute(
        "INSERT INTO t VALUES (NULL, -7, 0.5, '温' || char(0) || 'a', x'00ff', zeroblob(3))")
      let statement = try connection.prepare("SELECT * FROM t")
      #expect(try statement.step())
      let row = statement.row
      let cells = (0..<row.count).map { row.cell($0) }
      #expect(cells.map(\.storage) == [.null, .integer, .real, .text, .blob, .blob])
      #expect(cells[1].integer == -7 && cells[2].real == 0.5)
      #expect(cells[0].integer == 0 && cells[0].bytes.isEmpty)
      #expect(Array(cells[3].bytes) == Array("温\0a".utf8))
      #expect(Array(cells[4].bytes) == [0, 255] && Array(cells[5].bytes) == [0, 0, 0])
    }
  }

  @Test func `parameters are bound by name, whatever their prefix`() throws {
    let statement = try connection.prepare("SELECT :a, @b, $c, :a")
    #expect(statement.parameterCount == 3)
    #expect((1...3).map { statement.parameterName($0) } == [":a", "@b", "$c"])
    try statement.bind(named: ["a": .integer(1), "b": .integer(2), "c": .integer(3)])
    #expect(try statement.step())
    #expect((0..<4).map { statement.row.integer($0) } == [1, 2, 3, 1])
    statement.reset()
    #expect {
      try statement.bind(named: ["d": .null])
    } throws: { error in
      guard let error = error as? SQLiteError else { return false }
      return error.code == .misuse && error.message.contains("'d'")
    }
    let bare = try connection.prepare("SELECT ?")
    #expect(bare.parameterName(1) == nil)
  }

  @Test func `columns tell name and declared type`() throws {
    let statement = try connection.prepare("SELECT id, name AS label, 1 + 1 FROM item")
    #expect(statement.columnCount == 3)
    #expect((0..<3).map { statement.columnName($0) } == ["id", "label", "1 + 1"])
    #expect((0..<3).map { statement.declaredType($0) } == ["INTEGER", "TEXT", nil])
    #expect(statement.sql == "SELECT id, name AS label, 1 + 1 FROM item")
    let deletion = try connection.prepare("DELETE FROM item")
    let (reads, writes) = (statement.isReadOnly, !deletion.isReadOnly)
    #expect(reads && writes && deletion.columnCount == 0)
  }

  @Test func `a statement may be stepped, reset and stepped again`() throws {
    let statement = try connection.prepare("SELECT ?1 UNION ALL SELECT ?1 + 1")
    try statement.bind([.integer(4)])
    var seen: [Int64] = []
    for _ in 1...2 {
      while try statement.step() { seen.append(statement.row.integer(0)) }
      statement.reset()
    }
    #expect(seen == [4, 5, 4, 5])
  }

  @Test func `a value of another type than its column's is refused`() throws {
    #expect {
      try connection.run("INSERT INTO item (share) VALUES (?1)", [.text("much")])
    } throws: { ($0 as? SQLiteError)?.code == .dataType }
  }
}
