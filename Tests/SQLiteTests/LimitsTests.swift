import Dispatch
import SQLite
import Testing

@Suite struct LimitsTests {
  static let endless = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
    """

  let connection: Connection

  init() throws { connection = try Connection(path: ":memory:", mode: .create) }

  @Test func `a statement that runs too long is ended`() throws {
    connection.setTimeLimit(.milliseconds(50))
    let start = ContinuousClock.now
    #expect {
      try connection.value(Self.endless)
    } throws: { ($0 as? SQLiteError)?.code == .interrupted }
    #expect(ContinuousClock.now - start >= .milliseconds(50))
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

  @Test func `another thread ends a statement`() throws {
    let interrupter = connection.interrupter
    let queue = DispatchQueue(label: "interrupts")
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now(), repeating: .milliseconds(5))
    timer.setEventHandler { interrupter.interrupt() }
    timer.resume()
    #expect {
      try connection.value(Self.endless)
    } throws: { ($0 as? SQLiteError)?.code == .interrupted }
    timer.cancel()
    queue.sync {}
    #expect(try connection.value("SELECT 1") == .integer(1))
  }
}
