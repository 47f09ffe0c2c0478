import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Testing

/// Results by the zones of one year, of Liaoning as it was and is.
@Suite struct VintageTests {
  private let survey: StoredSurvey

  /// Kangping moved from Tieling to Shenyang, Xingcheng from Jinzhou to Huludao; Yingkou county is
  /// there until 1991.
  private static let sizes = [
    "gbt2260:210102": 100, "gbt2260:210123": 30, "gbt2260:211481": 50, "gbt2260:210821": 20,
    "gbt2260:210702": 5,
  ]

  init() throws {
    survey = StoredSurvey(store: try SampleStore.seeded())
    try survey.addDataset("d")
    for (zone, size) in Self.sizes {
      try survey.addCell(zone, "gbt4754-2017:3421", size, year: 1985)
    }
  }

  private func sums(_ table: IndexTable) -> [String: Double] {
    table.by(["zone"], "employees").compactMapValues(\.self)
  }

  private func key(_ code: String) throws -> String {
    let keys = try survey.store.connection.query(
      """
      SELECT zone.key FROM zone_code JOIN zone ON zone.id = zone_id
      WHERE zone_code.code = '\(code)' ORDER BY zone_code.to_year DESC
      """
    ) { $0.text(0) }
    return try #require(keys.first)
  }

  @Test func `counties are summed to the prefectures that they lie in in the vintage`() async throws
  {
    let shenyang = try key("210100")
    let (tieling, jinzhou) = try (key("211200"), key("210700"))
    let (huludao, yingkou) = try (key("211400"), key("210800"))
    for (vintage, expected) in [
      (1985, [shenyang: 100.0, tieling: 30, jinzhou: 55, yingkou: 20]),
      (1988, [shenyang: 100, tieling: 30, jinzhou: 55, yingkou: 20]),
      // Yingkou county lies in what its prefecture is, though it is no more.
      (2020, [shenyang: 130, huludao: 50, jinzhou: 5, yingkou: 20]),
    ] {
      let table = try await survey.ask { request in
        request.zones = ["prefecture"]
        request.vintage = vintage
      }
      #expect(sums(table) == expected, "\(vintage)")
      #expect(table.warnings == [], "\(vintage)")
      #expect(table.convention.contains("zones prefecture of \(vintage)"))
    }
  }

  @Test func `a county that is not there in the vintage has no place among counties`() async throws
  {
    for zones in [[], ["county"]] {
      let table = try await survey.ask { request in
        request.zones = zones
        request.vintage = 2020
      }
      var expected = Self.sizes.mapValues { Double($0) }
      expected["gbt2260:210821"] = nil
      #expect(sums(table) == expected)
      #expect(
        table.warnings == [
          "not there in 2020, nor in a zone of the table that is: gbt2260:210821 (1 row with "
            + "employees of 20); 1 row with employees of 20 in all take no part."
        ])
      #expect(
        table.convention.contains("without a place there: 1 row with employees of 20, left out"))
    }
    let then = try await survey.ask { $0.vintage = 1985 }
    #expect(sums(then) == Self.sizes.mapValues { Double($0) } && then.warnings == [])
    let all = try await survey.ask("herfindahl-hirschman") { request in
      request.zones = ["total"]
      request.units = .industries
      request.vintage = 2020
    }
    #expect(all.warnings == [] && all.convention.contains("5 rows with a figure"))
  }

  @Test func `without a vintage every zone stands as the survey names it`() async throws {
    let table = try await survey.ask()
    #expect(sums(table) == Self.sizes.mapValues { Double($0) } && table.warnings == [])
  }
}
