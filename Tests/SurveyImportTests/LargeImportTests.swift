import ClusterModel
import SQLite
import SampleStore
import Statistics
import Testing

@testable import ClusterStore
@testable import SurveyImport

/// A file that goes in as images leaves the database that it would have left row by row.
struct LargeImportTests {
  /// A survey with rows of every kind: firms that move, repeated rows of the same and of other values,
  /// figures that are withheld, missing or no figures, unknown places, and lines that are cut short.
  ///
  /// `firm` gives the key and the name of a firm.
  private static func survey(
    rows: Int, byYear: Bool, random: inout SeededGenerator,
    firm: (Int) -> (key: String, name: String) = { ("firm-\($0)", "企业\($0)") }
  ) -> String {
    let zones = ["210106", "210102", "210202", "999999", ""]
    let industries = ["3421", "3670", "C3089", "2511", "1"]
    var lines: [(firm: Int, year: Int, text: String)] = []
    for _ in 0..<rows {
      let number = Int.random(in: 0..<rows / 3, using: &random)
      let (key, name) = firm(number)
      let year = Int.random(in: 2009..<2016, using: &random)
      let employees = ["12", "3000", "x", "*", "", "-5"].randomElement(using: &random) ?? ""
      let output = Int.random(in: 0..<1_000_000, using: &random)
      var text =
        "\(key),\(name),\(year),\(zones.randomElement(using: &random) ?? ""),"
        + "\(industries.randomElement(using: &random) ?? ""),\(employees),\(output).\(output % 100)"
      if Int.random(in: 0..<40, using: &random) == 0 { text += ",more" }
      if Int.random(in: 0..<40, using: &random) == 0 { text = "\(key),,,,,," }
      lines.append((number, year, text))
      if Int.random(in: 0..<10, using: &random) == 0 { lines.append((number, year, text)) }
    }
    lines.sort { byYear ? $0.year < $1.year : $0.firm < $1.firm }
    return "firm,name,year,zone,industry,employees,output\n"
      + lines.map(\.text).joined(separator: "\n") + "\n"
  }

  private static let mapping = Mapping(
    table: "firm_year",
    columns: [
      ("firm", "firm"), ("name", "firm.name_zh"), ("year", "year"), ("zone", "zone"),
      ("industry", "industry"), ("employees", "employees"), ("output", "output"),
    ].map { Mapping.Column(from: $0, to: $1) })

  private func load(_ text: String, largeFrom: Int) throws -> (store: Store, report: ImportReport) {
    let store = try SampleStore.seeded()
    try store.connection.execute(
      """
      INSERT INTO dataset (key, name_en, kind, currency) VALUES ('s', 'Survey', 'survey', 'CNY');
      INSERT INTO firm (key, name_zh) VALUES ('firm-1', '旧厂');
      """)
    for (table, key) in [("dataset", "s"), ("firm", "firm-1")] {
      let id = try store.connection.value("SELECT id FROM \(table) WHERE key = ?1", [.text(key)])
      guard case .integer(let id)? = id else { continue }
      try NameIndex(store).add(table: table, ids: id...id)
    }
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s"]
    options.mapping = Self.mapping
    options.mapping?.suppressed = ["*"]
    options.largeFrom = largeFrom
    return (store, try ImportRun(store, options: options).run(name: "large.csv", text: text))
  }

  @Test func `a large import that is taken back leaves nothing to read`() throws {
    var random = SeededGenerator(seed: 5)
    let text = Self.survey(rows: 60_000, byYear: true, random: &random)
    let store = try SampleStore.seeded()
    var options = ImportRun.Options(table: "firm_year")
    options.mapping = Self.mapping
    options.mapping?.suppressed = ["*"]
    options.mapping?.dataset = ["key": "s", "name_en": "Survey", "kind": "survey"]
    options.largeFrom = 0
    options.isDryRun = true
    for _ in 0..<3 {
      let report = try ImportRun(store, options: options).run(name: "large.csv", text: text)
      #expect(report.inserted > 10_000)
      #expect(try store.connection.value("SELECT count(*) FROM firm_year") == .integer(0))
      #expect(
        try store.connection.query("SELECT name FROM pragma_database_list") { $0.text(0) }
          .allSatisfy { !$0.hasPrefix("image") })
    }
    options.isDryRun = false
    options.acceptance.isStrict = true
    #expect(throws: ImportError.self) {
      try ImportRun(store, options: options).run(name: "large.csv", text: text)
    }
    #expect(
      try store.connection.value("SELECT count(*) FROM dataset WHERE key = 's'") == .integer(0))
  }

  @Test(arguments: [true, false], [7, 3_000, 120_000])
  func `the same rows, rejects and record of them`(byYear: Bool, rows: Int) throws {
    var random = SeededGenerator(seed: UInt64(rows))
    let text = Self.survey(rows: rows, byYear: byYear, random: &random)
    let (large, report) = try load(text, largeFrom: 0)
    let (small, expected) = try load(text, largeFrom: .max)
    try expectSame((large, report), (small, expected))
    let codes = Set(report.rejects.map(\.code))
    if rows > 7 {
      #expect(codes.isSuperset(of: ["duplicate-row", "unique-error", "missing-cell"]))
    }
    _ = try ImportUndo(large).run(try #require(report.batch))
    #expect(try large.connection.value("SELECT count(*) FROM firm_year") == .integer(0))
    #expect(
      try large.connection.value("SELECT count(*) FROM firm WHERE key GLOB 'firm-*'") == .integer(1)
    )
  }

  /// Expects of a file that went in as images what it comes to row by row.
  private func expectSame(
    _ one: (store: Store, report: ImportReport), _ other: (store: Store, report: ImportReport)
  ) throws {
    let (large, report) = one
    let (small, expected) = other
    #expect(report.read == expected.read)
    #expect(report.inserted == expected.inserted)
    #expect(report.rejected == expected.rejected)
    #expect(report.firmsAdded == expected.firmsAdded)
    #expect(report.read == report.inserted + report.rejected + report.skipped)
    #expect(report.rejects == expected.rejects)
    try StoreCheck(large).run { #expect($0.holds, "\($0.rule): \($0.examples)") }
    // Ids may differ where rows were refused; everything that has a name is the same.
    let rowsOf = """
      SELECT firm.key, firm.name_zh, firm.size_class, firm.zone_id, firm.industry_id, year,
        firm_year.zone_id, firm_year.industry_id, employees, quote(output), flags
      FROM firm LEFT JOIN firm_year ON firm_year.firm_id = firm.id ORDER BY firm.key, year
      """
    func content(_ store: Store) throws -> [[Value]] {
      try store.connection.query(rowsOf) { row in (0..<11).map { row.value($0) } }
    }
    #expect(try content(large) == content(small))
    let indexes = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"
    func schema(_ store: Store) throws -> [String] {
      try store.connection.query(indexes) { $0.isNull(1) ? $0.text(0) : $0.text(1) }
    }
    #expect(try schema(large) == schema(small))
    #expect(try large.connection.value("PRAGMA integrity_check") == .text("ok"))
  }

  @Test(arguments: [true, false])
  func `rows that no image takes go in among those that one takes`(byYear: Bool) throws {
    // An image takes rows of up to 16,000 bytes; names of 3,000 fill several images.
    var random = SeededGenerator(seed: 16_000)
    let text = Self.survey(rows: 9_000, byYear: byYear, random: &random) { number in
      let short = ("firm-\(number)", "Firm \(number) " + String(repeating: "x", count: 3_000))
      return switch number % 100 {
      case 0: (short.0, "长\(number)" + String(repeating: "厂", count: 5_400))
      case 1: (short.0, "页\(number)" + String(repeating: "y", count: 70_000))
      case 2: (short.0 + String(repeating: "k", count: 17_000), short.1)
      // Some of these are just short enough.
      case 3: (short.0, "界\(number)" + String(repeating: "z", count: 15_940 + number / 30))
      default: short
      }
    }
    let (large, report) = try load(text, largeFrom: 0)
    let small = try load(text, largeFrom: .max)
    try expectSame((large, report), small)
    let sizes = try large.connection.query(
      """
      SELECT length(CAST(key AS BLOB)), length(CAST(name_zh AS BLOB)) FROM firm
      WHERE key GLOB 'firm-*'
      """
    ) { (key: $0.integer(0), name: $0.integer(1)) }
    #expect(sizes.count { $0.name > 65_536 } > 15)
    #expect(sizes.count { (16_000...65_536).contains($0.name) } > 15)
    #expect(sizes.count { (15_900..<16_000).contains($0.name) } > 5)
    #expect(sizes.count { $0.key > 16_000 } > 15)
    for word in ["长", "页", "界", "长300"] {
      let found = try NameIndex(large).find(word, limit: 10_000).count
      #expect(try NameIndex(small.store).find(word, limit: 10_000).count == found, "\(word)")
    }
    #expect(try NameIndex(large).find("长", limit: 10_000).count > 15)
    _ = try ImportUndo(large).run(try #require(report.batch))
    #expect(
      try large.connection.value("SELECT count(*) FROM firm WHERE key GLOB 'firm-*'") == .integer(1)
    )
  }
}
