import SQLite
import Testing
import VirtualTable

/// Functions of SQL whose rows are made asynchronously, and such that are described when needed.
@Suite struct AsynchronousRowsTests {
  struct Refusal: Error, CustomStringConvertible { let description = "no such thing" }

  let connection: Connection

  init() throws { connection = try Connection(path: ":memory:", mode: .create) }

  private func rows(_ sql: String) throws -> [[Value]] {
    try connection.query(sql) { row in (0..<row.count).map { row.value($0) } }
  }

  /// A function that awaits tasks and asks the connection.
  private func addSums() throws {
    try connection.addTableFunction(
      TableFunction(
        "sums", columns: [.init("sum", .integer)], parameters: [.required("count")],
        asynchronousRows: { [unowned connection] arguments in
          guard case .integer(let count) = arguments[0], count >= 0 else { throw Refusal() }
          let sum = await withTaskGroup(of: Int64.self) { group in
            for number in 0..<count {
              group.addTask {
                await Task.yield()
                return number
              }
            }
            return await group.reduce(0, +)
          }
          let more = try connection.value("SELECT ?1 + 1", [.integer(sum)])
          return [[more ?? Value.null]]
        }))
  }

  @Test func `rows that are awaited come as others do, and errors with them`() throws {
    try addSums()
    #expect(try rows("SELECT sum FROM sums(5)") == [[.integer(11)]])
    #expect(
      try rows("SELECT sum FROM (VALUES (0), (3)) AS asked JOIN sums(asked.column1)")
        == [[.integer(1)], [.integer(4)]])
    do {
      _ = try rows("SELECT * FROM sums(-1)")
      Issue.record("nothing is refused")
    } catch let error as SQLiteError { #expect(error.message == "no such thing") }
  }

  @Test func `rows are awaited while every thread of the pool waits for rows`() async throws {
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<32 {
        group.addTask {
          let tests = try AsynchronousRowsTests()
          try tests.addSums()
          return try tests.rows("SELECT sum FROM sums(40)").count
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(counts == 32)
  }

  @Test func `a connection knows whether a statement is running`() throws {
    #expect(!connection.isRunningStatement)
    var wasRunning: Bool?
    try connection.addTableFunction(
      TableFunction("state", columns: [.init("is_running", .integer)]) { [unowned connection] _ in
        wasRunning = connection.isRunningStatement
        return [[Value.integer(1)]]
      })
    _ = try rows("SELECT * FROM state")
    #expect(wasRunning == true && !connection.isRunningStatement)
    let statement = try connection.prepare("VALUES (1), (2)")
    #expect(!connection.isRunningStatement)
    _ = try statement.step()
    #expect(connection.isRunningStatement)
  }

  @Test func `a function is described when a statement first names it, and once`() throws {
    var count = 0
    try connection.addTableFunction(named: "late") {
      count += 1
      return TableFunction("late", columns: [.init("a", .integer)]) { _ in [[Value.integer(7)]] }
    }
    _ = try rows("SELECT 1")
    #expect(count == 0)
    for _ in 0..<2 { #expect(try rows("SELECT a FROM late") == [[.integer(7)]]) }
    #expect(count == 1)
    try connection.addTableFunction(named: "wrong") {
      TableFunction("wrong", columns: []) { _ in [[Value]]() }
    }
    do {
      _ = try rows("SELECT * FROM wrong")
      Issue.record("a function without columns answers")
    } catch let error as SQLiteError {
      #expect(error.message.contains("the function 'wrong' cannot be made: it has no column"))
    }
  }
}
