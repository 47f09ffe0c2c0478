import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Statistics
import Testing

/// The functions of SQL in a session that can only read.
@Suite struct SQLTableFunctionTests {
  private func withSession<Result>(_ body: (QuerySession) throws -> Result) throws -> Result {
    try SampleStore.withFolder { folder in
      try SampleStore.writeSeeded(to: folder + "/a.db")
      let session = try QuerySession(path: folder + "/a.db")
      try SQLStatistics.register(on: session)
      return try body(session)
    }
  }

  private func rows(_ sql: String, in session: QuerySession) throws -> [[Value]] {
    var rows: [[Value]] = []
    _ = try session.run(sql, parameters: [], begin: { _ in }) { row in
      rows.append((0..<row.count).map { row.value($0) })
    }
    return rows
  }

  @Test func `statistics lists the catalogue, an index a row`() throws {
    let rows = try withSession { try self.rows("SELECT * FROM statistics()", in: $0) }
    var expected: [[Value]] = []
    for family in IndexCatalog.Family.allCases {
      for index in family.indices.map({ $0.definition }) {
        let lists = [index.agrees, index.differs].map { list -> Value in
          list.isEmpty ? .null : .text(list.joined(separator: "; "))
        }
        expected.append(
          [
            .text(index.name), .text(index.title), .text(family.rawValue), .text(index.formula),
            .text(index.range), .text(index.unit), .text(index.convention), .text(index.source),
          ] + lists)
      }
    }
    #expect(rows == expected && rows.count > 40)
  }

  @Test func `the functions work together in a statement that can only read`() throws {
    try withSession { session throws in
      #expect(
        try rows(
          """
          SELECT a.name FROM statistics AS a JOIN statistics() AS b ON a.name = b.name
          WHERE a.family = 'distribution' AND b.title = 'Quantile'
          """, in: session) == [[.text("quantile")]])
      #expect(
        try rows("SELECT hhi(number) FROM (SELECT 1 AS number UNION SELECT 3)", in: session)
          == [[.real(0.625)]])
      #expect(
        try rows(
          "SELECT count(*) FROM statistics WHERE name NOT IN (SELECT name FROM statistics)",
          in: session) == [[.integer(0)]])
      #expect(
        throws: QueryError.failed(
          message: "hhi(x): x is -1. Give finite numbers from 0.", sql: "SELECT hhi(-1)")
      ) { try rows("SELECT hhi(-1)", in: session) }
      let sql = "CREATE VIRTUAL TABLE other USING statistics"
      #expect(throws: QueryError.notReading(sql: sql)) { try rows(sql, in: session) }
    }
  }

  @Test func `the functions do not keep their connection`() throws {
    weak var held: Connection?
    do {
      let connection = try Connection(path: ":memory:", mode: .create)
      try SQLStatistics.register(on: connection)
      held = connection
      #expect(try connection.value("SELECT count(*) FROM statistics") != .integer(0))
    }
    #expect(held == nil)
  }
}
