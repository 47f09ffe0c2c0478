import Foundation
import SQLite
import SampleStore
import Testing

/// Public files as they were downloaded, brought in by the mapping files of `examples`, and held to
/// what `iconv` and the test itself read in them.
@Suite(.enabled(if: SampleStore.shared("samples/nbs_province_01.csv") != nil))
struct SampleFileTests {
  private let program: Program
  private let samples: String

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    samples = try #require(SampleStore.shared("samples"))
  }

  /// The cells of a file that has no quotes, line by line.
  private func cells(_ name: String) throws -> [[String]] {
    let text = try program.shell("iconv -f GB18030 -t UTF-8 '\(samples)/\(name)'").output
    try #require(!text.contains("\""))
    return text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func load(_ name: String, _ mapping: String) throws -> Program.Result {
    try program.run(
      "import", "\(samples)/\(name)", "--mapping",
      "\(SampleStore.root)/examples/mappings/\(mapping).json")
  }

  /// The counts of the last batch: read, inserted, skipped, rejected.
  private func counts(_ connection: Connection) throws -> [Int] {
    try connection.query(
      """
      SELECT rows_read, rows_inserted, rows_skipped, rows_rejected FROM import_batch
      ORDER BY id DESC LIMIT 1
      """
    ) { row in (0..<4).map { Int(row.integer($0)) } }[0]
  }

  @Test(arguments: [
    ("nbs_province_01.csv", "nbs-province-population", "population-sample-survey", 1.0),
    ("nbs_province_05.csv", "nbs-province-investment", "investment-funds-growth", 1.0),
    ("nbs_province_09.csv", "nbs-province-gdp", "gross-regional-product", 100_000_000.0),
  ])
  func `every figure of a province and year is the file's`(
    name: String, mapping: String, indicator: String, factor: Double
  ) throws {
    let lines = try cells(name)
    let place = try #require(lines.firstIndex { $0[0] == "地区" })
    let years = lines[place].dropFirst().map { $0.filter(\.isNumber) }
    var expected: [String: Double] = [:]
    let provinces = lines[(place + 1)...].filter {
      $0.count == lines[place].count && $0[0].count < 9
    }
    .filter { !$0[0].contains("：") }
    #expect(provinces.count == 31)
    for line in provinces {
      for (year, cell) in zip(years, line.dropFirst()) where !cell.isEmpty {
        expected["\(line[0]) \(year)"] = try #require(Double(cell)) * factor
      }
    }
    let result = try load(name, mapping)
    try #require(result.status == 0, "\(result.messages)")
    let connection = try Connection(path: program.database.path, mode: .readOnly)
    #expect(try counts(connection) == [expected.count, expected.count, 0, 0])
    let stored = try connection.query(
      """
      SELECT coalesce(zone.name_zh, ''), coalesce(zone.name_zh_ref, ''), year, value FROM observation
      JOIN zone ON zone.key = subject_key JOIN indicator ON indicator.id = indicator_id
      WHERE indicator.key = '\(indicator)' AND subject_type = 'zone'
      """
    ) { (names: [$0.text(0), $0.text(1)], year: $0.integer(2), value: $0.real(3)) }
    #expect(stored.count == expected.count)
    for row in stored {
      // A province stands under its full name or beside it.
      let figures = row.names.compactMap { expected["\($0) \(row.year)"] }
      #expect(figures.count == 1, "\(row)")
      #expect(figures.allSatisfy { abs(row.value - $0) <= abs($0) * 1e-12 }, "\(row)")
    }
    #expect(try program.run("check").status == 0)
  }

  @Test func `every listed company is there with its assets and its place`() throws {
    let lines = try cells("listed_companies_2017_gbk.csv")
    let header = lines[0]
    let (code, name) = (
      try #require(header.firstIndex(of: "code")), try #require(header.firstIndex(of: "name"))
    )
    let assets = try #require(header.firstIndex(of: "totalAssets"))
    let area = try #require(header.firstIndex(of: "area"))
    let rows = lines.dropFirst().filter { $0.count == header.count }
    let result = try load("listed_companies_2017_gbk.csv", "listed-companies-2017")
    try #require(result.status == 0, "\(result.messages)")
    let connection = try Connection(path: program.database.path, mode: .readOnly)
    #expect(try counts(connection) == [rows.count, rows.count, 0, 0])
    let stored = try connection.query(
      """
      SELECT firm.key, firm.name_zh, assets, coalesce(zone.name_zh, zone.name_zh_ref) FROM firm_year
      JOIN firm ON firm.id = firm_id LEFT JOIN zone ON zone.id = firm_year.zone_id ORDER BY firm_year.id
      """
    ) { ($0.text(0), $0.text(1), $0.real(2), $0.optionalText(3)) }
    try #require(stored.count == rows.count)
    for (row, found) in zip(rows, stored) {
      #expect(found.0 == row[code] && found.0.count == 6)
      #expect(found.1 == row[name].trimmingCharacters(in: .whitespaces))
      let figure = try #require(Double(row[assets])) * 10_000
      #expect(abs(found.2 - figure) <= figure * 1e-12, "\(found.0)")
      let hasNoPlace = row[area].isEmpty || row[area] == "None"
      #expect(hasNoPlace == (found.3 == nil), "\(found.0)")
      #expect(hasNoPlace || found.3?.hasPrefix(row[area]) == true, "\(found.0)")
    }
    // 000001 is a code and no number.
    #expect(stored.contains { $0.0 == "000001" })
  }

  @Test func `all of them come in together and go one by one`() throws {
    #expect(try program.run("backup", "before.db").status == 0)
    let files = [
      ("nbs_province_01.csv", "nbs-province-population"),
      ("nbs_province_05.csv", "nbs-province-investment"),
      ("nbs_province_09.csv", "nbs-province-gdp"),
      ("listed_companies_2017_gbk.csv", "listed-companies-2017"),
    ]
    for (name, mapping) in files { #expect(try load(name, mapping).status == 0) }
    let list = try program.run("imports", "list").output.split(separator: "\n").dropFirst()
    for batch in list.compactMap({ $0.split(separator: ",").first }).reversed() {
      let undone = try program.run("imports", "undo", String(batch))
      #expect(undone.status == 0, "\(undone.messages)")
    }
    let differences = try program.run("compare", "before.db", "agglom.db").output
      .split(separator: "\n").filter { !$0.contains("import_") }
    #expect(differences.isEmpty, "\(differences)")
  }
}
