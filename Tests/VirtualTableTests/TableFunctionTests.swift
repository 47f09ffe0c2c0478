import SQLite
import Testing
import VirtualTable

@Suite struct TableFunctionTests {
  struct Refusal: Error, CustomStringConvertible { let description = "a total is 0" }

  /// Counts how often a function was asked.
  final class Count { var value = 0 }

  let connection: Connection
  let asked = Count()

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try connection.execute(
      """
      CREATE TABLE zone (key TEXT, first INTEGER);
      INSERT INTO zone VALUES ('a', 1), ('b', 5), ('c', 9);
      """)
    // Whole numbers from `first` on, each with its square and a text.
    try connection.addTableFunction(
      TableFunction(
        "numbers",
        columns: [.init("number", .integer), .init("square", .integer), .init("word", .text)],
        parameters: [.required("first"), .optional("count", default: .integer(3))]
      ) { [asked] arguments in
        asked.value += 1
        guard case .integer(let first) = arguments[0], case .integer(let count) = arguments[1]
        else { return [[Value]]() }
        return (first..<first + count).map { [.integer($0), .integer($0 * $0), .text("n\($0)")] }
      })
  }

  private func rows(_ sql: String, on connection: Connection? = nil) throws -> [[Value]] {
    try (connection ?? self.connection).query(sql) { row in
      (0..<row.count).map { row.value($0) }
    }
  }

  private func message(_ sql: String) -> String? {
    do {
      _ = try rows(sql)
      return nil
    } catch { return (error as? SQLiteError)?.message }
  }

  @Test func `arguments come by place or by name, and what is left out has its default`() throws {
    let expected: [[Value]] = [
      [.integer(2), .integer(4), .text("n2")], [.integer(3), .integer(9), .text("n3")],
    ]
    for sql in [
      "SELECT * FROM numbers(2, 2)", "SELECT * FROM numbers(2) WHERE count = 2",
      "SELECT * FROM numbers WHERE first = 2 AND count = 2",
      "SELECT * FROM numbers WHERE count = 2 AND 2 = first",
    ] {
      #expect(try rows(sql) == expected, "\(sql)")
    }
    #expect(try rows("SELECT count(*) FROM numbers(2)") == [[.integer(3)]])
    #expect(
      try rows("SELECT first, count FROM numbers(7) LIMIT 1") == [[.integer(7), .integer(3)]])
    #expect(
      try rows("SELECT rowid FROM numbers(7)") == [[.integer(0)], [.integer(1)], [.integer(2)]])
    let statement = try connection.prepare("SELECT number FROM numbers(:first, :count)")
    try statement.bind(.integer(4), at: 1)
    try statement.bind(.integer(1), at: 2)
    #expect(try statement.step())
    #expect(statement.row.value(0) == .integer(4))
    #expect(try !statement.step())
  }

  @Test func `a required argument that is missing is told with its place`() {
    for sql in [
      "SELECT * FROM numbers", "SELECT * FROM numbers WHERE count = 2",
      "SELECT * FROM numbers WHERE first > 2", "SELECT * FROM zone JOIN numbers",
    ] {
      #expect(
        message(sql)
          == "numbers: parameter 'first' has no value. Give it as argument 1, or by WHERE first = ...",
        "\(sql)")
    }
    #expect(message("SELECT * FROM numbers(1, 2, 3)")?.contains("too many arguments") == true)
  }

  @Test func `NULL is an argument`() throws {
    #expect(try rows("SELECT * FROM numbers(NULL)").isEmpty)
    #expect(try rows("SELECT * FROM numbers(1, NULL)").isEmpty)
    #expect(asked.value > 0)
  }

  @Test func `conditions on the columns hold`() throws {
    #expect(
      try rows("SELECT number FROM numbers(1, 100) WHERE square > 9000 AND word LIKE '%7'")
        == [[.integer(97)]])
    #expect(try rows("SELECT number FROM numbers(1, 9) WHERE number = 4") == [[.integer(4)]])
    #expect(
      try rows("SELECT number FROM numbers(1, 4) ORDER BY square DESC LIMIT 2")
        == [[.integer(4)], [.integer(3)]])
    // Two values of one parameter contradict each other.
    #expect(try rows("SELECT * FROM numbers(1) WHERE first = 2").isEmpty)
  }

  @Test func `several values of a parameter are asked for one after the other`() throws {
    #expect(
      try rows("SELECT number FROM numbers WHERE first IN (3, 8) AND count = 1 ORDER BY 1")
        == [[.integer(3)], [.integer(8)]])
    #expect(
      try rows(
        "SELECT number FROM numbers WHERE (first = 3 OR first = 8) AND count = 1 ORDER BY 1")
        == [[.integer(3)], [.integer(8)]])
  }

  @Test func `an argument may come from another table, whichever stands first`() throws {
    let expected: [[Value]] = [
      [.text("a"), .integer(1)], [.text("a"), .integer(2)], [.text("b"), .integer(5)],
      [.text("b"), .integer(6)], [.text("c"), .integer(9)], [.text("c"), .integer(10)],
    ]
    for sql in [
      "SELECT key, number FROM zone, numbers(zone.first, 2) ORDER BY key, number",
      "SELECT key, number FROM numbers(zone.first, 2), zone ORDER BY key, number",
      "SELECT key, number FROM zone JOIN numbers AS n ON n.first = zone.first AND n.count = 2 ORDER BY 1, 2",
      "SELECT key, number FROM zone LEFT JOIN numbers(zone.first, 2) ORDER BY 1, 2",
      "SELECT key, number FROM zone LEFT JOIN numbers AS n ON n.first = zone.first AND n.count = 2 ORDER BY 1, 2",
      """
      SELECT key, number FROM zone, numbers((SELECT first FROM zone AS z WHERE z.key = zone.key), 2)
      ORDER BY key, number
      """,
    ] {
      #expect(try rows(sql) == expected, "\(sql)")
    }
    #expect(
      try rows("SELECT key, number FROM zone LEFT JOIN numbers(zone.first, zone.first - 1)")
        .first == [.text("a"), .null])
    // An optional argument from another table, too.
    #expect(
      try rows("SELECT number FROM zone, numbers(1, zone.first) WHERE key = 'b'").count == 5)
    #expect(
      try rows(
        "SELECT key FROM zone WHERE EXISTS (SELECT 1 FROM numbers(zone.first) WHERE number = 10)")
        == [[.text("c")]])
  }

  @Test func `it may stand twice in a statement`() throws {
    #expect(
      try rows(
        "SELECT a.number, b.number FROM numbers(1, 2) AS a JOIN numbers(2, 2) AS b ON a.number = b.number"
      )
        == [[.integer(2), .integer(2)]])
    #expect(
      try rows("SELECT number FROM numbers(1, 1) UNION ALL SELECT number FROM numbers(5, 1)")
        == [[.integer(1)], [.integer(5)]])
    #expect(
      try rows("SELECT count(*) FROM numbers(1, 20) AS a, numbers(1, 30) AS b") == [[.integer(600)]]
    )
  }

  @Test func `rows that a join asks for again are not computed for each of its rows`() throws {
    #expect(
      try rows("SELECT count(*) FROM numbers(1, 50) AS a, numbers(1, 40) AS b") == [
        [.integer(2_000)]
      ])
    #expect(asked.value <= 4, "asked \(asked.value) times")
  }

  @Test func `two statements read it at once, and one again from its beginning`() throws {
    let one = try connection.prepare("SELECT number FROM numbers(1)")
    let other = try connection.prepare("SELECT number FROM numbers(4)")
    var read: [Value] = []
    for _ in 0..<3 {
      #expect(try one.step())
      #expect(try other.step())
      read += [one.row.value(0), other.row.value(0)]
    }
    #expect(read == [1, 4, 2, 5, 3, 6].map { .integer($0) })
    one.reset()
    #expect(try one.step())
    #expect(one.row.value(0) == .integer(1))
    #expect(try !other.step())
  }

  @Test func `rows of a sequence are read no further than needed`() throws {
    let read = Count()
    try connection.addTableFunction(
      TableFunction("endless", columns: [.init("number", .integer)]) { _ in
        sequence(first: [Value.integer(1)]) { [read] row in
          read.value += 1
          guard case .integer(let number) = row[0] else { return nil }
          return [.integer(number + 1)]
        }
      })
    #expect(try rows("SELECT number FROM endless() LIMIT 3").count == 3)
    #expect(try rows("SELECT number FROM endless LIMIT 1") == [[.integer(1)]])
    #expect(read.value < 10)
    connection.setTimeLimit(.milliseconds(50))
    #expect { try rows("SELECT max(number) FROM endless") } throws: {
      ($0 as? SQLiteError)?.code == .interrupted
    }
  }

  @Test(arguments: [
    Value.null, .integer(.min), .real(-0.1), .text(""), .text("a\0产"), .blob([]), .blob([0, 255]),
  ])
  func `a value arrives and leaves as it is`(value: Value) throws {
    try connection.addTableFunction(
      TableFunction("same", columns: [.init("value", .any)], parameters: [.required("given")]) {
        [$0]
      })
    #expect(try connection.value("SELECT value FROM same(?1)", [value]) == value)
    #expect(try connection.value("SELECT given FROM same(?1)", [value]) == value)
  }

  @Test func `an error of the function is the statement's, in its words`() throws {
    try connection.addTableFunction(
      TableFunction("refuse", columns: [.init("a", .any)], parameters: [.required("why")]) {
        arguments -> [[Value]] in
        switch arguments[0] {
        case .integer: throw Refusal()
        case .text: throw SQLiteError(code: .interrupted, message: "stopped")
        default: return [[.integer(1)], [.integer(1), .integer(2)]]
        }
      })
    #expect(message("SELECT * FROM refuse(1)") == "a total is 0")
    #expect { try rows("SELECT * FROM refuse('x')") } throws: {
      ($0 as? SQLiteError)?.code == .interrupted && ($0 as? SQLiteError)?.message == "stopped"
    }
    #expect(message("SELECT * FROM refuse(NULL)") == "refuse: a row has 2 values for 1 columns")
    #expect(try rows("SELECT * FROM refuse(NULL) LIMIT 1") == [[.integer(1)]])
    #expect(try connection.value("SELECT 1") == .integer(1))
  }

  @Test func `columns have the types and names that are given, and parameters are hidden`() throws {
    try connection.addTableFunction(
      TableFunction(
        "odd", columns: [.init("a \"b\"", .real), .init("select", .text), .init("c", .any)],
        parameters: [.optional("hidden one", default: .null)]
      ) { [[.real(1), .text("x"), $0[0]]] })
    #expect(try rows("SELECT * FROM odd(5)") == [[.real(1), .text("x"), .integer(5)]])
    #expect(try rows("SELECT \"a \"\"b\"\"\", \"select\" FROM odd") == [[.real(1), .text("x")]])
    #expect(
      try rows("SELECT name, type, hidden FROM pragma_table_xinfo('odd')") == [
        [.text("a \"b\""), .text("REAL"), .integer(0)],
        [.text("select"), .text("TEXT"), .integer(0)],
        [.text("c"), .text(""), .integer(0)], [.text("hidden one"), .text(""), .integer(1)],
      ])
  }

  @Test func `a description that contradicts itself is refused`() {
    for (columns, parameters, words) in [
      (["a", "A"], [], "called 'A'"), (["a"], ["a"], "called 'a'"), ([], ["a"], "no column"),
      (["a"], (0..<32).map { "p\($0)" }, "32 parameters"),
    ] as [([String], [String], String)] {
      let function = TableFunction(
        "wrong", columns: columns.map { .init($0, .any) },
        parameters: parameters.map { .required($0) }
      ) { _ in [[Value]]() }
      #expect { try connection.addTableFunction(function) } throws: {
        ($0 as? SQLiteError)?.message.contains(words) == true
      }
    }
  }

  @Test func `it cannot be written, nor made a table of the file`() {
    for sql in [
      "INSERT INTO numbers VALUES (1, 2, 'x')", "DELETE FROM numbers WHERE first = 1",
      "CREATE VIRTUAL TABLE other USING numbers", "DROP TABLE numbers",
    ] {
      #expect(message(sql) != nil, "\(sql)")
    }
  }

  @Test func `it can be read where nothing may be written`() throws {
    try connection.guardAgainstWriting()
    #expect(try rows("SELECT number FROM numbers(1, 2) WHERE square > 1") == [[.integer(2)]])
    #expect(
      try rows(
        """
        WITH n AS (SELECT * FROM numbers(5, 1)) SELECT key, n.number, m.number
        FROM zone JOIN n ON n.number = zone.first JOIN numbers(zone.first) AS m
        """
      ).count == 3)
    #expect(message("DELETE FROM numbers WHERE first = 1") != nil)
    #expect(message("CREATE VIRTUAL TABLE other USING numbers") != nil)
  }

  @Test func `what a function holds is let go with its connection, rows under way too`() throws {
    final class Token {}
    weak var held: Token?
    do {
      let token = Token()
      held = token
      let connection = try Connection(path: ":memory:", mode: .create)
      try connection.addTableFunction(
        TableFunction("hold", columns: [.init("a", .any)]) { _ in
          withExtendedLifetime(token) { [[Value.integer(1)], [Value.integer(2)]] }
        })
      let statement = try connection.prepare("SELECT a FROM hold")
      #expect(try statement.step())
      #expect(held != nil)
    }
    #expect(held == nil)
  }

  @Test func `a function may be described anew under its name`() throws {
    try connection.addTableFunction(
      TableFunction("numbers", columns: [.init("only", .integer)]) { _ in [[.integer(42)]] })
    #expect(try rows("SELECT * FROM numbers") == [[.integer(42)]])
  }
}
