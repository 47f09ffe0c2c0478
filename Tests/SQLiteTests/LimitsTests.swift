import SQLite
import Testing

@Suite struct LimitsTests {
  static let endless = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
    """

  let connection: Connection

  init() throws { connection = try Connection(path: ":memory:", mode: .create) }

  @Test(.timeLimit(.minutes(1))) func `a statement that runs too long is ended`() throws {
    connection.setTimeLimit(.milliseconds(50))
    let start = ContinuousClock.now
    #expect {
      try connection.value(Self.endless)
    } throws: { ($0 as? SQLiteError)?.code == .interrupted }
    let taken = ContinuousClock.now - start
    #expect(taken >= .milliseconds(50) && taken < .seconds(20))
  }

  @Test func `the connection works on afterwards, and without a limit`() throws {
    connection.setTimeLimit(.milliseconds(1))
    #expect(throws: SQLiteError.self) { try connection.value(Self.endless) }
    connection.setTimeLimit(nil)
    let count = """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000)
      SELECT count(*) FROM n
      """
    #expect(try connection.value(count) == .integer(200_000))
    connection.setTimeLimit(.seconds(60))
    #expect(try connection.value("SELECT 1") == .integer(1))
  }

  @Test func `a write that is ended leaves nothing`() throws {
    try connection.execute("CREATE TABLE a (i)")
    connection.setTimeLimit(.milliseconds(30))
    #expect(throws: SQLiteError.self) {
      try connection.run(
        """
        INSERT INTO a
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n
        """)
    }
    connection.setTimeLimit(nil)
    #expect(try connection.value("SELECT count(*) FROM a") == .integer(0))
  }

  @Test(.timeLimit(.minutes(1))) func `another task ends a statement`() async throws {
    let interrupter = connection.interrupter
    let task = Task.detached {
      while !Task.isCancelled {
        interrupter.interrupt()
        try? await Task.sleep(for: .milliseconds(5))
      }
    }
    #expect {
      try connection.value(Self.endless)
    } throws: { ($0 as? SQLiteError)?.code == .interrupted }
    task.cancel()
    await task.value
    #expect(try connection.value("SELECT 1") == .integer(1))
  }
}
