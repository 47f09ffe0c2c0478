import SQLite
import Testing
import VirtualTable

@Suite struct FunctionsTests {
  struct Refusal: Error, CustomStringConvertible { let description = "a total is 0" }

  let connection: Connection

  init() throws { connection = try Connection(path: ":memory:", mode: .create) }

  @Test(arguments: [
    Value.null, .integer(.min), .real(.infinity), .real(0.1), .text(""), .text("a\0产"),
    .blob([]), .blob([0, 255]),
  ])
  func `a function gets what it is given and gives what it returns`(value: Value) throws {
    try connection.addFunction("same", arguments: 1) { $0[0] }
    #expect(try connection.value("SELECT same(?1)", [value]) == value)
    #expect(try connection.value("SELECT typeof(same(?1)) = typeof(?1)", [value]) == .integer(1))
  }

  @Test func `a function may take any number of arguments`() throws {
    try connection.addFunction("how_many", arguments: nil) { .integer(Int64($0.count)) }
    #expect(try connection.value("SELECT how_many()") == .integer(0))
    #expect(try connection.value("SELECT how_many(1, 'a', NULL)") == .integer(3))
  }

  @Test func `another number of arguments than declared is refused`() throws {
    try connection.addFunction("one", arguments: 1) { $0[0] }
    #expect(throws: SQLiteError.self) { try connection.value("SELECT one()") }
    #expect(throws: SQLiteError.self) { try connection.value("SELECT one(1, 2)") }
  }

  @Test func `an error of a function is the statement's, in its words`() throws {
    try connection.addFunction("refuse", arguments: 0) { _ in throw Refusal() }
    #expect {
      try connection.value("SELECT refuse()")
    } throws: { ($0 as? SQLiteError)?.message == "a total is 0" }
    #expect(try connection.value("SELECT 1") == .integer(1))
  }

  @Test func `an aggregate gathers each group apart, and one without rows too`() throws {
    try connection.addAggregate("spread", arguments: 1, initial: { [Double]() }) {
      if case .real(let number) = $1[0] { $0.append(number) }
    } final: { numbers in
      guard let low = numbers.min(), let high = numbers.max() else { return .null }
      return .real(high - low)
    }
    try connection.execute(
      "CREATE TABLE f (g, v REAL); INSERT INTO f VALUES (1, 1), (2, 5), (1, 4), (2, 5), (3, NULL)")
    let rows = try connection.query("SELECT g, spread(v) FROM f GROUP BY g ORDER BY g") {
      $0.value(1)
    }
    #expect(rows == [.real(3), .real(0), .null])
    #expect(try connection.value("SELECT spread(v) FROM f WHERE 0") == .null)
    #expect(try connection.value("SELECT spread(v) FROM f") == .real(4))
  }

  @Test func `an error in a step or at the end of an aggregate is the statement's`() throws {
    for fails in ["step", "end"] {
      try connection.addAggregate("refuse_\(fails)", arguments: 1, initial: { 0 }) { count, _ in
        count += 1
        if fails == "step" { throw Refusal() }
      } final: { count in
        if fails == "end" { throw Refusal() }
        return .integer(Int64(count))
      }
      #expect {
        try connection.value("SELECT refuse_\(fails)(v) FROM (SELECT 1 AS v UNION SELECT 2)")
      } throws: { ($0 as? SQLiteError)?.message == "a total is 0" }
    }
  }

  @Test func `what a function holds is let go with its connection`() throws {
    final class Token {}
    weak var held: Token?
    do {
      let token = Token()
      held = token
      let connection = try Connection(path: ":memory:", mode: .create)
      try connection.addFunction("hold", arguments: 0) { _ in
        withExtendedLifetime(token) { .null }
      }
      try connection.addAggregate("gather", arguments: 0, initial: { token }) { _, _ in
      } final: { _ in
        .null
      }
      _ = try connection.value("SELECT hold(), gather()")
      #expect(held != nil)
    }
    #expect(held == nil)
  }

  @Test func `a function may stand in an index and in a generated column`() throws {
    try connection.addFunction("twice", arguments: 1) {
      if case .integer(let number) = $0[0] { .integer(number * 2) } else { .null }
    }
    try connection.execute("CREATE TABLE f (v); CREATE INDEX i ON f (twice(v))")
    try connection.run("INSERT INTO f VALUES (4)")
    #expect(try connection.value("SELECT v FROM f WHERE twice(v) = 8") == .integer(4))
  }
}
