import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Testing

/// The location quotients of the synthetic survey.
@Suite struct LocationQuotientAnalysisTests {
  let store: Store

  init() throws { store = try SampleStore.surveyed() }

  private func analysis(
    _ figure: String = "employees", year: Int = 2023, zones: String? = nil,
    industries: String? = nil
  ) throws -> LocationQuotientAnalysis {
    try LocationQuotientAnalysis(
      store, figure: figure, dataset: "synthetic-liaoning", year: year, zoneLevel: zones,
      industryLevel: industries)
  }

  private func number(_ sql: String) throws -> Double {
    switch try store.connection.value(sql) {
    case .integer(let number)?: Double(number)
    case .real(let number)?: number
    default: .nan
    }
  }

  @Test(arguments: [2021, 2022, 2023])
  func `at the firms' own levels it has the cells of the view`(year: Int) throws {
    struct Place: Hashable { var zone, industry: String }
    let view = try store.connection.query(
      """
      SELECT zone, industry, firms - unknown, employees FROM cell
      WHERE dataset = 'synthetic-liaoning' AND year = ?1 AND firms > unknown
      """, [.integer(Int64(year))]
    ) { row in
      (
        place: Place(zone: row.text(0), industry: row.text(1)), firms: Int(row.integer(2)),
        value: row.isNull(3) ? nil : row.real(3)
      )
    }
    let rows = try analysis(year: year).rows
    #expect(!rows.isEmpty && rows.count == view.count)
    let byPlace = Dictionary(
      uniqueKeysWithValues: rows.map { (Place(zone: $0.zone.key, industry: $0.industry.key), $0) })
    for expected in view {
      let row = try #require(byPlace[expected.place])
      #expect(row.firms == expected.firms)
      if let value = expected.value { #expect(row.value == value) }
    }
  }

  @Test(arguments: ["employees", "output", "energy"])
  func `levels roll up: places and trades sum to what the firms report`(figure: String) throws {
    let year = "FROM firm_year WHERE year = 2023"
    let total = try number("SELECT total(\(figure)) \(year)")
    let firms = try number("SELECT count(\(figure)) \(year)")
    for (zones, industries) in [
      (nil, nil), ("prefecture", nil), (nil, "division"), ("prefecture", "division"),
      ("province", "section"),
    ] as [(String?, String?)] {
      let rows = try analysis(figure, zones: zones, industries: industries).rows
      let sum = rows.reduce(0) { $0 + $1.value }
      #expect(abs(sum - total) <= 1e-9 * total, "\(zones ?? "own"), \(industries ?? "own")")
      #expect(Double(rows.reduce(0) { $0 + $1.firms }) == firms)
    }
    // One prefecture: that of Shenyang, by the first four figures of its counties' codes.
    let shenyang = try number(
      """
      SELECT total(\(figure)) FROM firm_year JOIN zone ON zone.id = zone_id
      WHERE year = 2023 AND zone.code GLOB '2101*'
      """)
    let rows = try analysis(figure, zones: "prefecture").rows.filter { $0.zone.key == "shenyang" }
    #expect(abs(rows.reduce(0) { $0 + $1.value } - shenyang) <= 1e-9 * shenyang)
  }

  @Test func `quotients weighted by a place's share of an industry average to 1`() throws {
    let rows = try analysis(zones: "prefecture", industries: "division").rows
    let total = rows.reduce(0) { $0 + $1.value }
    for (_, cells) in Dictionary(grouping: rows, by: \.industry.key) {
      let average = try cells.reduce(0) { sum, cell in
        let place = rows.filter { $0.zone.key == cell.zone.key }.reduce(0) { $0 + $1.value }
        return sum + (try #require(cell.quotient)) * place / total
      }
      #expect(abs(average - 1) < 1e-12)
    }
  }

  @Test func `one place is specialised in nothing`() throws {
    for row in try analysis(zones: "province", industries: "division").rows {
      #expect(abs((try #require(row.quotient)) - 1) < 1e-12)
    }
  }

  @Test func `rows come highest first, and so does the printed result`() throws {
    let analysis = try analysis(zones: "prefecture", industries: "division")
    let quotients = analysis.rows.compactMap(\.quotient)
    #expect(quotients == quotients.sorted(by: >))
    let result = analysis.result(limit: 3)
    #expect(result.rows.count == 3)
    #expect(
      result.columns == [
        "zone", "zone_name", "industry", "industry_name", "firms", "employees",
        "location_quotient",
      ])
  }

  @Test func `the convention names formula, base and counts`() throws {
    let convention = try analysis("energy", zones: "prefecture", industries: "division").convention
    let reporting = Int(try number("SELECT count(energy) FROM firm_year WHERE year = 2023"))
    let missing = Int(
      try number("SELECT count(*) - count(energy) FROM firm_year WHERE year = 2023"))
    #expect(missing > 0)
    for words in [
      "(x_ri / x_r) / (x_i / x) of energy", "dataset synthetic-liaoning, 2023",
      "zones by prefecture", "industries by division", "all \(reporting) firms",
      "\(missing) do not",
    ] {
      #expect(convention.contains(words), "\(words)")
    }
  }

  @Test func `a figure that is absent is no zero, and a total of zero gives no quotient`() throws {
    let before = try analysis("exports").rows
    try store.connection.run(
      """
      UPDATE firm_year SET exports = 0 WHERE year = 2023
        AND zone_id = (SELECT zone_id FROM firm_year WHERE exports IS NOT NULL LIMIT 1)
        AND exports IS NOT NULL
      """)
    let after = try analysis("exports").rows
    #expect(after.count == before.count)
    let undefined = after.filter { $0.quotient == nil }
    #expect(!undefined.isEmpty && undefined.allSatisfy { $0.value == 0 })
    // What has no quotient comes last and is printed as nothing.
    #expect(after.last?.quotient == nil)
    try store.connection.run("UPDATE firm_year SET exports = NULL WHERE year = 2023")
    #expect(try analysis("exports").rows.isEmpty)
  }

  @Test func `a figure or dataset that is not there is told`() throws {
    #expect(throws: StoreError.notFound(table: "figure", key: "shoes")) {
      try analysis("shoes")
    }
    #expect(throws: StoreError.notFound(table: "dataset", key: "none")) {
      try LocationQuotientAnalysis(
        store, figure: "employees", dataset: "none", year: 2023, zoneLevel: nil,
        industryLevel: nil)
    }
  }
}
