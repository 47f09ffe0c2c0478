import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Testing

/// The documents' figures, recomputed from the seeded rows.
@Suite struct DocumentFiguresTests {
  let store: Store

  init() throws { store = try SampleStore.seeded() }

  private func row(_ key: String) throws -> DocumentFigure {
    try #require(DocumentFigures(store).rows.first { $0.key == key })
  }

  private func change(_ sql: String) throws {
    #expect(try store.connection.run(sql) > 0, "\(sql)")
  }

  @Test func `the shares of document 004 are of the sum of its eight counts`() throws {
    let share = try row("st-004-02")
    #expect(share.printed == "36.7" && share.unit == "percent")
    #expect(share.recomputed == .number(36.735) && share.formula == "18 / 49")
    #expect(share.difference == 0.035 && share.verdict == .agrees)
    #expect(share.contradictions == ["c02 disagreement with s002"])
    let count = try row("st-004-01")
    #expect(count.recomputed == .number(17.98) && count.verdict == .agrees)
    let rest = try row("st-004-06")
    #expect(rest.formula == "49 - 46" && rest.recomputed == .number(3) && rest.verdict == .agrees)
  }

  @Test func `33 as 27_5 percent implies 120, and 63 percent fits both totals by choice`() throws {
    let total = try row("liaoning-all")
    #expect(total.printed == nil && total.recomputed == .number(120) && total.verdict == .implied)
    #expect(total.formula == "33 / 27.5 %")
    #expect(try row("liaoning-key").recomputed == .number(49))
    #expect(try row("liaoning-key").verdict == .agrees)
    #expect(try row("st-002-03").verdict == .compatible)
    let (one, other) = (try row("st-002-09"), try row("st-004-10"))
    #expect(one.formula == "76 / 120" && one.verdict == .compatible)
    #expect(other.formula == "31 / 49" && other.verdict == .compatible)
    #expect(one.note?.contains("fits any share") == true)
    #expect(other.note?.contains("fits any share") == false)
  }

  @Test func `an average is held against the bands, an amount against its Chinese unit`() throws {
    let average = try row("st-002-11")
    #expect(average.recomputed == .range("0.63 or more") && average.verdict == .compatible)
    #expect(try row("st-004-11").recomputed == .range("1 to 10"))
    #expect(try row("st-004-11").verdict == .agrees)
    try change("UPDATE statistic SET value = 0.5 WHERE key = 'st-002-11'")
    #expect(try row("st-002-11").verdict == .differs)
    try change("UPDATE statistic SET value_text = '20亿元-100亿元' WHERE key = 'st-004-11'")
    #expect(try row("st-004-11").verdict == .compatible)
    try change("UPDATE statistic SET value_text = '许多3亿元' WHERE key = 'st-004-11'")
    #expect(try row("st-004-11").verdict == .failed)
  }

  @Test(arguments: [
    ("st-002-01", "cluster_set_member", 4.0), ("st-004-13", "cluster_set_member", 8),
    ("st-004-15", "term", 4), ("st-004-16", "term", 2), ("st-004-17", "term", 2),
    ("st-004-14", "term", 3), ("st-001-01", "term", 7), ("st-002-08", "zone_member", 3),
  ])
  func `what is enumerated is counted in its table`(
    key: String, table: String, count: Double
  ) throws {
    let figure = try row(key)
    #expect(figure.recomputed == .number(count) && figure.verdict == .agrees)
    #expect(figure.formula?.hasSuffix(table) == true)
  }

  @Test func `a row that goes is missed`() throws {
    try change(
      """
      DELETE FROM cluster_set_member WHERE cluster_id =
        (SELECT id FROM cluster WHERE key = 'bohai-shipbuilding')
      """)
    let listed = try row("st-004-13")
    #expect(listed.recomputed == .number(7) && listed.difference == -1)
    #expect(listed.verdict == .differs)
    try change("DELETE FROM term WHERE key = 'cluster-effects/multiplier'")
    #expect(try row("st-004-16").verdict == .differs)
    #expect(try row("st-004-15").verdict == .agrees)
  }

  @Test func `areas overlap, and their union is counted once`() throws {
    let union = try row("liaoning")
    #expect(union.recomputed == .number(14) && union.formula == "7 + 3 + 5 - 1")
    #expect(union.note?.hasSuffix("in several: yingkou") == true)
    try change(
      "DELETE FROM zone_member WHERE member_id = (SELECT id FROM zone WHERE key = 'dandong')")
    #expect(try row("liaoning").recomputed == .number(13))
    // The check says 3 places of an area that now has 2.
    #expect(try row("d09").verdict == .untraced)
  }

  @Test func `every check comes to what it says, from numbers that rows have`() throws {
    let checks = try DocumentFigures(store).rows.filter { $0.key.hasPrefix("d0") }
    #expect(checks.count == 9)
    for check in checks {
      #expect(check.verdict == .agrees, "\(check.key)")
      #expect(check.note?.contains("in no row") == false, "\(check.key)")
    }
    #expect(try row("d06").recomputed == .range("27 to 54"))
    #expect(try row("d02").difference == 0)
  }

  @Test func `a printed figure that changes is noticed wherever it goes`() throws {
    try change("UPDATE statistic SET value = 19 WHERE key = 'st-004-01'")
    #expect(try row("d01").verdict == .untraced)
    #expect(try row("d01").note?.contains("18 = in no row that it names") == true)
    #expect(try row("st-004-02").recomputed == .number(38))
    #expect(try row("st-004-02").verdict == .differs)
    #expect(try row("liaoning-key").verdict == .differs)
  }

  @Test(arguments: [
    ("formula_ref = '33/'", "ends where a number"), ("formula_ref = '33//2'", "character 4"),
    ("formula_ref = '33/(1-1)'", "divides by zero"),
    ("result_ref = 'many'", "begins with no number"),
  ])
  func `a check that a user wrote wrongly is told, and the others stand`(
    setting: String, words: String
  ) throws {
    try change("UPDATE derived_check SET \(setting) WHERE key = 'd02'")
    let figures = try DocumentFigures(store)
    #expect(figures.failures.count == 1)
    #expect(figures.failures.first?.hasPrefix("d02: ") == true)
    #expect(figures.failures.first?.contains(words) == true)
    #expect(figures.rows.first { $0.key == "d01" }?.verdict == .agrees)
  }

  @Test func `a check without input is told, one in another unit or with another result differs`()
    throws
  {
    try change(
      """
      DELETE FROM derived_check_input WHERE derived_check_id =
        (SELECT id FROM derived_check WHERE key = 'd03')
      """)
    #expect(try DocumentFigures(store).failures.first?.contains("no input statistic") == true)
    try change("UPDATE derived_check SET formula_ref = '120*3 million USD' WHERE key = 'd07'")
    #expect(try row("d07").verdict == .differs)
    try change("UPDATE derived_check SET result_ref = '50' WHERE key = 'd01'")
    #expect(try row("d01").verdict == .differs && row("d01").difference == -1)
  }

  @Test func `counts that add up to nothing leave no share`() throws {
    try change(
      "UPDATE statistic SET value = 0 WHERE key GLOB 'st-004-0[1-9]' AND unit = 'clusters'")
    #expect(try row("st-004-02").verdict == .failed)
    #expect(try row("st-004-02").note?.contains("add up to 0") == true)
  }

  @Test func `what cannot be recomputed says why, and is listed only on demand`() throws {
    let figures = try DocumentFigures(store)
    let without = figures.rows.filter { $0.verdict == .nothing }
    #expect(without.count > 20 && without.allSatisfy { $0.note?.isEmpty == false })
    #expect(try row("st-002-14").note == "a date")
    #expect(try row("st-002-04").note?.hasSuffix("goes into d06") == true)
    #expect(figures.result(all: true).rows.count == figures.rows.count)
    #expect(figures.result().rows.count == figures.rows.count - without.count)
    #expect(figures.overview().rows.count == figures.result().rows.count)
    for result in [figures.result(all: true), figures.overview(all: true)] {
      #expect(result.rows.allSatisfy { $0.count == result.columns.count })
    }
    let statistics = try StatisticRepository(store).count()
    #expect(figures.rows.count { $0.key.hasPrefix("st-") } == statistics)
  }

  @Test func `a database without documents says so`() throws {
    #expect(throws: DocumentFigureError.noDocuments(path: ":memory:")) {
      try DocumentFigures(SampleStore.empty())
    }
    #expect(throws: DocumentFigureError.self) { try DocumentContradictions(SampleStore.empty()) }
  }
}
