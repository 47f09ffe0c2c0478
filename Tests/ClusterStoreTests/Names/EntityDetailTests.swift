import ClusterStore
import Testing

@Suite struct EntityDetailTests {
  let store: Store

  init() throws { store = try SmallStore.make() }

  private func detail(_ key: String, limit: Int? = nil) throws -> EntityDetail {
    try EntityReader(store).detail(KeyResolver(store).row(key), limit: limit)
  }

  @Test func `a row is told by its columns that hold something`() throws {
    let detail = try detail("magnesia")
    #expect(detail.name == "镁质材料产业集群 · Magnesia")
    #expect(!detail.facts.contains { $0.column == "stage" })
    let zone = try #require(detail.facts.first { $0.column == "zone_id" })
    #expect(zone.text == "yingkou")
    #expect(zone.name == "营口 · Yingkou")
    #expect(zone.labelEn == "Label of zone_id")
  }

  @Test func `every row tied to it is there with its source and place`() throws {
    let detail = try detail("magnesia")
    #expect(detail.sections.map(\.table) == ["cluster_firm", "statistic"])
    let firms = try #require(detail.sections.first)
    #expect(firms.count == 2)
    let line = firms.rows[0]
    #expect(line.source == "s001")
    #expect(line.locator == "the works lead")
    #expect(line.origin == "firms.csv:2 (import 1)")
    #expect(line.facts.map(\.column) == ["firm_id", "role"])
  }

  @Test func `a long section is cut and counted`() throws {
    let firms = try #require(try detail("magnesia", limit: 1).sections.first)
    #expect(firms.rows.count == 1)
    #expect(firms.count == 2)
  }

  @Test func `a row that points at its own table is shown on both sides`() throws {
    let liaoning = try detail("liaoning")
    let inside = try #require(liaoning.sections.first { $0.via == "parent_id" })
    #expect(inside.rows.map(\.key) == ["yingkou"])
    #expect(inside.rows.map(\.name) == ["营口 · Yingkou"])
    let parent = try #require(try detail("yingkou").facts.first { $0.column == "parent_id" })
    #expect(parent.name == "辽宁 · Liaoning")
  }

  @Test func `every table with keys can be shown`() throws {
    #expect(
      try detail("t1").facts.first { $0.column == "subject_key" }?.name == "镁质材料产业集群 · Magnesia")
    #expect(try detail("s001").sections.map(\.table).contains("cluster"))
    #expect(try detail("by-size").facts.contains { $0.column == "sql" })
  }
}
