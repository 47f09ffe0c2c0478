import ClusterStore
import Foundation
import SQLite
import SampleStore
import Testing

/// The research questions answer with what the facts hold.
@Suite struct SavedQueryTests {
  /// How many rows each question has, by number and key, as recorded from the facts.
  static func recordedCounts() throws -> [(number: Int, key: String, rows: Int)] {
    let path = SampleStore.root + "/Tests/ClusterStoreTests/Fixtures/saved-query-counts.csv"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
      .compactMap { line in
        let cells = line.split(separator: ",")
        guard cells.count == 3, let number = Int(cells[0]), let rows = Int(cells[2]) else {
          return nil
        }
        return (number, String(cells[1]), rows)
      }
  }

  @Test func `every question has its rows`() throws {
    let program = try Program()
    try program.addSeededDatabase()
    let counts = try Self.recordedCounts()
    #expect(counts.count == 42)
    for count in counts {
      let result = try program.run("query", "--saved", count.key, "--format", "ndjson")
      #expect(result.status == 0, "\(count.key): \(result.messages)")
      let rows = result.output.utf8.count { $0 == UInt8(ascii: "\n") }
      #expect(rows == count.rows, "\(count.number) \(count.key)")
    }
    let listed = try program.run("query", "--list", "--format", "ndjson")
    #expect(listed.output.utf8.count { $0 == UInt8(ascii: "\n") } == counts.count)
  }

  @Test func `a question is known by its number too, and its parameters can be set`() throws {
    let program = try Program()
    try program.addSeededDatabase()
    let byNumber = try program.run("query", "--saved", "1")
    let byName = try program.run("query", "--saved", "clusters-over-10bn")
    #expect(byNumber.output == byName.output)
    let homogeneous = try program.run(
      "query", "--saved", "11", "--param", "structure_type=homogeneous")
    let symbiotic = try program.run("query", "--saved", "11")
    #expect(homogeneous.status == 0 && homogeneous.output != symbiotic.output)
  }

  @Test func `the parameters told are those of the statement`() throws {
    let store = try SampleStore.seeded()
    for query in try NamedQueries(store).all() {
      let statement = try store.connection.prepare(query.sql)
      let used = (0..<statement.parameterCount).compactMap { statement.parameterName($0 + 1) }
      #expect(
        Set(used) == Set(query.parameters.map { ":" + $0.name }), "\(query.key)")
      #expect(query.parameters.allSatisfy { !$0.description.isEmpty }, "\(query.key)")
      #expect(!query.titleEn.isEmpty && query.titleZh?.isEmpty == false, "\(query.key)")
    }
  }

  @Test(.enabled(if: SampleStore.shared("facts") != nil))
  func `the recorded counts are those of the same questions over the facts`() throws {
    let folder = try #require(SampleStore.shared("facts"))
    let connection = try Connection(path: ":memory:", mode: .create)
    try FactsTables.load(folder, into: connection)
    let script = try String(contentsOfFile: folder + "/queries.sql", encoding: .utf8)
    var counts: [Int: Int] = [:]
    for part in script.components(separatedBy: "-- Q").dropFirst() {
      let lines = part.split(separator: "\n", maxSplits: 1)
      guard lines.count == 2, let number = Int(lines[0].prefix(2)) else { continue }
      counts[number] = try connection.query(String(lines[1])) { _ in true }.count
    }
    let recorded = try Self.recordedCounts()
    #expect(counts == Dictionary(uniqueKeysWithValues: recorded.map { ($0.number, $0.rows) }))
  }
}
