import ClusterAnalysis
import SQLite
import Statistics
import Testing

/// The aggregates of SQL answer what `Statistics` answers.
@Suite struct SQLAggregateTests {
  let connection: Connection

  init() throws {
    connection = try Connection(path: ":memory:", mode: .create)
    try SQLStatistics.register(on: connection)
    try connection.execute("CREATE TABLE f (g, x, y)")
  }

  /// What `expression` answers over rows of x and y.
  private func value(_ expression: String, _ rows: [(Value, Value)]) throws -> Value {
    try connection.run("DELETE FROM f")
    for (x, y) in rows { try connection.run("INSERT INTO f VALUES ('g', ?1, ?2)", [x, y]) }
    return try connection.value("SELECT \(expression) FROM f") ?? .null
  }

  private func value(_ expression: String, of numbers: [Double]) throws -> Value {
    try value(expression, numbers.map { (.real($0), .null) })
  }

  private func message(_ expression: String, _ rows: [(Value, Value)]) -> String? {
    do {
      _ = try value(expression, rows)
      return nil
    } catch { return (error as? SQLiteError)?.message }
  }

  /// Each aggregate of one column with the index that it calls.
  static let indices: [(expression: String, index: @Sendable ([Double]) throws -> Double)] = [
    ("hhi(x)", { try HerfindahlHirschman(of: $0).value }),
    ("gini(x)", { try Gini(of: $0).value }),
    ("theil_t(x)", { try TheilT(of: $0).value }),
    ("theil_l(x)", { try TheilL(of: $0).value }),
    ("entropy(x)", { try Entropy(of: $0, unit: .bits).value }),
    ("entropy(x, 'bits')", { try Entropy(of: $0, unit: .bits).value }),
    ("entropy(x, 'nats')", { try Entropy(of: $0, unit: .nats).value }),
    ("concentration_ratio(x, 1)", { try ConcentrationRatio(of: $0, largest: 1).value }),
    ("concentration_ratio(x, 4)", { try ConcentrationRatio(of: $0, largest: 4).value }),
    ("concentration_ratio(x, 999)", { try ConcentrationRatio(of: $0, largest: 999).value }),
    ("median(x)", { try Quantile(of: $0, at: 0.5).value }),
    ("percentile(x, 0.9)", { try Quantile(of: $0, at: 0.9).value }),
    ("percentile(x, 0)", { try Quantile(of: $0, at: 0).value }),
    ("percentile(x, 1.0)", { try Quantile(of: $0, at: 1).value }),
  ]

  @Test(arguments: indices.indices)
  func `an aggregate answers what its index answers`(number: Int) throws {
    let (expression, index) = Self.indices[number]
    var random = SeededGenerator(seed: UInt64(number) + 1)
    for count in [1, 2, 3, 10, 101] {
      let numbers = (0..<count).map { _ in Double(Int.random(in: 1...1_000, using: &random)) / 8 }
      #expect(try value(expression, of: numbers) == .real(index(numbers)), "\(expression) \(count)")
      // NULL is no value, and whole numbers are numbers.
      let mixed =
        [(Value.null, Value.null)] + numbers.map { (.integer(Int64($0)), .null) }
        + [(.null, .null)]
      let whole = numbers.map { $0.rounded(.towardZero) }
      if let expected = try? index(whole) {
        #expect(try value(expression, mixed) == .real(expected), "\(expression) \(count)")
      }
    }
  }

  @Test(arguments: indices.indices)
  func `no value, or NULL alone, has no index`(number: Int) throws {
    let expression = Self.indices[number].expression
    #expect(try value(expression, []) == .null)
    #expect(try value(expression, [(.null, .null), (.null, .null)]) == .null)
    #expect(try connection.value("SELECT \(expression) FROM f GROUP BY g") == .null)
  }

  @Test(arguments: [
    "hhi(x)", "gini(x)", "theil_t(x)", "theil_l(x)", "entropy(x)", "entropy(x, 'nats')",
    "concentration_ratio(x, 2)", "hoover(x, 1)",
  ])
  func `what is undefined is NULL, and what is no size is refused by name`(
    expression: String
  ) throws {
    let name = String(expression.prefix { $0 != "(" })
    #expect(try value(expression, of: [0, 0, 0]) == .null)
    #expect(
      message(expression, [(.integer(1), .null), (.integer(-3), .null)])?.hasPrefix(name) == true)
    #expect(
      message(expression, [(.integer(-3), .null)])?.hasSuffix(
        ": x is -3. Give finite numbers from 0.") == true)
  }

  @Test func `an index that zero leaves undefined is NULL, one that counts it is not`() throws {
    #expect(try value("theil_l(x)", of: [0, 1, 2]) == .null)
    #expect(try value("theil_t(x)", of: [0, 1, 2]) == .real(TheilT(of: [0, 1, 2]).value))
    #expect(try value("hhi(x)", of: [0, 1]) == .real(1))
    #expect(try value("median(x)", of: [-4, -2]) == .real(-3))
    #expect(try value("percentile(x, 0.25)", of: [-4, 0]) == .real(-3))
  }

  @Test(arguments: [
    "hhi(x)", "gini(x)", "theil_t(x)", "theil_l(x)", "entropy(x)", "entropy(x, 'nats')",
    "concentration_ratio(x, 2)", "hoover(x, 1)", "median(x)", "percentile(x, 0.5)",
  ])
  func `what is no number is refused by name`(expression: String) {
    let name = String(expression.prefix { $0 != "(" })
    for (wrong, words) in [
      (Value.text("many"), "x is the text 'many'. Give numbers."),
      (.text("12"), "x is the text '12'. Give numbers."), (.text(""), "x is the text ''."),
      (.blob([1, 2]), "x is a blob of 2 bytes."),
      (.real(.infinity), "x is inf. Give finite numbers"),
      (.real(-.infinity), "x is -inf."),
    ] {
      let message = message(expression, [(.integer(1), .null), (wrong, .null)]) ?? "none"
      #expect(message.hasPrefix("\(name)(") && message.contains(words), "\(message)")
    }
  }

  @Test func `sums that overflow are refused by name`() {
    let message = message("hhi(x)", [(.real(1e308), .null), (.real(1e308), .null)])
    #expect(message == "hhi(x): the values are too large to be added up.")
  }

  @Test func `an option out of its range is refused, also beside NULL`() {
    for (expression, words) in [
      ("percentile(x, 50)", "percentile(x, p): p is 50. Give a fraction from 0 to 1"),
      ("percentile(x, -0.1)", "p is -0.1."), ("percentile(x, 1.01)", "p is 1.01."),
      ("percentile(x, NULL)", "p is NULL."), ("percentile(x, '0.5')", "p is the text '0.5'."),
      ("percentile(x, 9e999)", "p is inf."),
      (
        "concentration_ratio(x, 0)",
        "concentration_ratio(x, n): n is 0. Give a whole number from 1."
      ),
      ("concentration_ratio(x, -4)", "n is -4."), ("concentration_ratio(x, 2.5)", "n is 2.5."),
      ("concentration_ratio(x, NULL)", "n is NULL."),
      ("concentration_ratio(x, 'four')", "n is the text 'four'."),
      ("entropy(x, 'Bits')", "entropy(x, unit): unit is the text 'Bits'. Give 'bits' or 'nats'."),
      ("entropy(x, 2)", "unit is 2."), ("entropy(x, NULL)", "unit is NULL."),
    ] {
      for x in [Value.integer(3), .null] {
        #expect(message(expression, [(x, .null)])?.contains(words) == true, "\(expression)")
      }
    }
  }

  @Test func `an option is the same in all rows of a group, and may differ between groups`() throws
  {
    for (expression, name, one, other) in [
      ("percentile(x, y)", "p", Value.real(0.5), Value.real(0.9)),
      ("concentration_ratio(x, y)", "n", .integer(1), .integer(2)),
      ("entropy(x, y)", "unit", .text("bits"), .text("nats")),
    ] {
      let message = message(expression, [(.integer(1), one), (.integer(2), other)])
      #expect(
        message?.hasSuffix(
          "\(name) differs inside a group. Give one value for all rows of the group.")
          == true, "\(expression)")
    }
    _ = try value("1", [])
    try connection.execute("INSERT INTO f VALUES (1, 1, 0), (1, 9, 0.0), (2, 1, 1), (2, 9, 1)")
    let rows = try connection.query("SELECT percentile(x, y) FROM f GROUP BY g ORDER BY g") {
      $0.value(0)
    }
    #expect(rows == [.real(1), .real(9)])
  }

  @Test func `hoover compares pairs, and a pair with NULL counts for nothing`() throws {
    let pairs: [(Value, Value)] = [
      (.integer(10), .integer(1)), (.null, .integer(5)), (.integer(7), .null),
      (.integer(30), .real(2.5)), (.integer(0), .integer(4)), (.null, .null),
    ]
    #expect(
      try value("hoover(x, y)", pairs)
        == .real(Hoover(of: [10, 30, 0], against: [1, 2.5, 4]).value))
    #expect(try value("hoover(x, y)", [(.null, .integer(1)), (.integer(1), .null)]) == .null)
    #expect(try value("hoover(x, y)", [(.integer(1), .integer(0))]) == .null)
    // A bad value is told even where its partner is NULL.
    #expect(
      message("hoover(x, y)", [(.null, .integer(-1))])
        == "hoover(x, y): y is -1. Give finite numbers from 0.")
    #expect(
      message("hoover(x, y)", [(.integer(1), .text("a"))])?.contains("y is the text 'a'") == true)
  }

  @Test func `groups, conditions, DISTINCT and FILTER work as with any aggregate`() throws {
    try connection.execute(
      "INSERT INTO f VALUES (1, 1, 1), (1, 3, 1), (2, 2, 1), (2, 2, 0), (2, 2, 1), (3, NULL, 1)")
    let hhi = try connection.query("SELECT hhi(x) FROM f GROUP BY g ORDER BY g") { $0.value(0) }
    let equal = try HerfindahlHirschman(of: [2, 2, 2]).value
    #expect(hhi == [.real(0.625), .real(equal), .null])
    #expect(try connection.value("SELECT hhi(DISTINCT x) FROM f WHERE g = 2") == .real(1))
    #expect(
      try connection.value("SELECT hhi(x) FILTER (WHERE y = 1) FROM f WHERE g = 2") == .real(0.5))
    #expect(try connection.value("SELECT g FROM f GROUP BY g HAVING gini(x) > 0") == .integer(1))
    #expect(
      try connection.value(
        "SELECT gini(s) FROM (SELECT sum(x) AS s FROM f WHERE x IS NOT NULL GROUP BY g)")
        == .real(Gini(of: [4, 6]).value))
  }

  @Test(arguments: [
    "hhi()", "hhi(1, 2)", "gini()", "median(1, 2)", "percentile(1)", "percentile(1, 0.5, 1)",
    "concentration_ratio(1)", "hoover(1)", "entropy()", "entropy(1, 'bits', 1)",
  ])
  func `a wrong number of arguments is refused`(expression: String) {
    let name = expression.prefix { $0 != "(" }
    #expect(message(expression, []) == "wrong number of arguments to function \(name)()")
  }
}
