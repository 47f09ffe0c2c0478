import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Testing

/// What documents say against each other, with their figures.
@Suite struct DocumentContradictionsTests {
  let store: Store

  init() throws { store = try SampleStore.seeded() }

  private func row(_ key: String) throws -> DocumentContradictions.Row {
    try #require(DocumentContradictions(store).rows.first { $0.key == key })
  }

  @Test func `the same share of totals that are apart`() throws {
    let row = try row("c01")
    #expect(row.first.source == "s002" && row.second?.source == "s004")
    #expect(row.figures == .equal)
    #expect(
      row.comparison
        == "63 = 63 percent; 1 to 10 = 1 to 10 billion RMB; 120 against 49 in all")
  }

  @Test func `totals are compared where the figures are of different parts`() throws {
    let row = try row("c02")
    #expect(row.figures == .apart && row.comparison == "120 against 49 in all")
    #expect(row.first.figures == ["33 clusters", "27.5 percent"])
    #expect(row.second?.figures.count == 9)
  }

  @Test func `bounds, phrases and different units`() throws {
    #expect(try row("c05").figures == .overlapping)
    #expect(try row("c23").figures == .equal)
    #expect(try row("c23").comparison == "1+1>2 = 1+1>2")
    // Four clusters and three fields cannot be compared.
    #expect(try row("c03").figures == nil)
    #expect(try row("c03").first.figures == ["4 clusters"])
  }

  @Test func `a figure that changes is apart`() throws {
    try store.connection.run("UPDATE statistic SET value = 64 WHERE key = 'st-004-10'")
    #expect(try row("c01").figures == .apart)
    #expect(try row("c01").comparison?.hasPrefix("63 against 64 percent") == true)
  }

  @Test func `every comparison is listed, also of a document with itself`() throws {
    let contradictions = try DocumentContradictions(store)
    #expect(contradictions.rows.count == (try ContradictionRepository(store).count()))
    let own = try row("c06")
    #expect(
      own.second?.source == nil && own.second?.statement == "member of the coastal economic zone")
    #expect(try row("c13").second != nil)
    #expect(try row("c09").second == nil)
    for result in [contradictions.result, contradictions.overview] {
      #expect(result.rows.count == contradictions.rows.count)
      #expect(result.rows.allSatisfy { $0.count == result.columns.count })
    }
  }
}
