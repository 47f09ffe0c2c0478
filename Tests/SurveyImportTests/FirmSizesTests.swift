import ClusterModel
import SQLite
import SampleStore
import Statistics
import Testing

@testable import ClusterStore
@testable import SurveyImport

@Suite struct FirmSizesTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.execute(
      """
      INSERT INTO dataset (key, name_en, kind, currency) VALUES
        ('s', 'Survey', 'survey', 'CNY'), ('usd', 'Survey', 'survey', 'USD');
      INSERT INTO dataset (key, name_en, kind) VALUES ('none', 'Survey', 'survey');
      """)
  }

  private func run(
    _ text: String, dataset: String = "s", sizes: Mapping.Sizes? = nil
  ) throws -> ImportReport {
    let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    var mapping = Mapping(table: "firm_year", columns: header.map { .init(from: $0, to: $0) })
    mapping.sizes = sizes
    mapping.unit = ""
    var options = ImportRun.Options(table: nil)
    options.mapping = mapping
    options.constants = ["dataset": dataset]
    return try ImportRun(store, options: options).run(name: "test.csv", text: text)
  }

  private func size(_ key: String) throws -> String? {
    try store.connection.query(
      "SELECT size_class FROM firm WHERE key = ?1", [.text(key)]
    ) { $0.optionalText(0) }.first ?? "no such firm"
  }

  private static let header = "firm,firm.name_zh,year,industry,employees,revenue,assets\n"

  @Test(
    arguments: [
      ("3421,1000,400000000,", "large"), ("3421,999,400000000,", "medium"),
      ("3421,1000,399999999,", "medium"), ("34,20,3000000,", "small"), ("C,19,9e9,", "micro"),
      ("3421,5,,", "micro"), ("3421,,9,", "micro"), ("3421,1000,,", nil), ("3421,,,", nil),
      ("5100,200,400000000,", "large"), ("E,,800000000,800000000", "large"),
      ("4700,,800000000,", nil), ("6610,1000,400000000,1", nil), (",1000,400000000,1", nil),
    ] as [(String, String?)])
  func `a new firm has the size that its figures come to`(figures: String, size: String?) throws {
    let report = try run(Self.header + "f1,甲,2021,\(figures)\n")
    #expect(report.inserted == 1, "\(report.rejects)")
    #expect(try self.size("f1") == size)
    #expect(report.firmsSized == (size == nil ? 0 : 1))
  }

  @Test(
    arguments: [
      ["2021,3421,1000,400000000,", "2022,3421,19,1,"], ["2022,3421,19,1,", "2021,3421,1000,4e8,"],
      // A year without figures leaves the size of the latest that has them.
      ["2021,3421,1000,400000000,", "2022,3421,19,1,", "2023,3421,,,"],
      ["2023,3421,,,", "2021,3421,1000,400000000,", "2022,3421,19,1,"],
      // A row that does not fit says nothing.
      ["2022,3421,19,1,", "2023,3421,1000,400000000,x", "2022,3421,1000,400000000,"],
    ])
  func `the latest year that settles it counts, in whatever order`(rows: [String]) throws {
    _ = try run(Self.header + rows.map { "f1,甲,\($0)\n" }.joined())
    #expect(try size("f1") == "micro")
  }

  @Test func `a survey in another currency, or in none, has no sizes`() throws {
    for dataset in ["usd", "none"] {
      let report = try run(
        Self.header + "\(dataset),甲,2021,3421,1000,400000000,\n", dataset: dataset)
      #expect([report.inserted, report.firmsSized] == [1, 0])
      #expect(try size(dataset) == nil)
    }
  }

  @Test func `a mapping can leave sizes out, and a column of the file comes first`() throws {
    let row = "甲,2021,3421,1000,400000000,"
    #expect(try run(Self.header + "f1,\(row)\n", sizes: Mapping.Sizes.none).firmsSized == 0)
    #expect(try size("f1") == nil)
    let given = try run(
      "firm,firm.size_class,year,industry,employees,revenue\nf2,small,2021,3421,1000,400000000\n")
    #expect(given.firmsSized == 0)
    #expect(try size("f2") == "small")
  }

  @Test func `a firm that was there keeps what is said of it`() throws {
    try store.connection.run("INSERT INTO firm (key) VALUES ('f1')")
    let report = try run(Self.header + "f1,甲,2021,3421,1000,400000000,\n")
    #expect([report.inserted, report.firmsSized] == [1, 0])
    #expect(try size("f1") == nil)
  }

  /// 4,000 firms in three years, first all of one year and then all of the next, so that a firm is in
  /// the database long before its last row comes.
  private func survey() -> String {
    var random = SeededGenerator(seed: 7)
    let industries = ["3421", "5100", "7010", "6610", "0111", ""]
    let lines = (0..<12_000).map { number in
      let industry = industries.randomElement(using: &random) ?? ""
      func figure(_ limit: Int) -> String {
        Int.random(in: 0..<8, using: &random) == 0
          ? "" : "\(Int.random(in: 0...limit, using: &random))"
      }
      return "f\(number % 4_000),沈阳机床厂,\([2021, 2023, 2022][number / 4_000]),\(industry),"
        + "\(figure(2_000)),\(figure(900_000_000)),\(figure(200_000_000))"
    }
    return Self.header + lines.joined(separator: "\n") + "\n"
  }

  @Test func `sizes are those of the stored figures, and undo takes all of it back`() throws {
    let before = try store.copiedToMemory()
    let report = try run(survey())
    #expect(report.inserted == 12_000)
    let classifier = SizeClassifier(try SizeRuleRepository(store).all().map(\.value))
    var expected: [String: String] = [:]
    let rows = try store.connection.query(
      """
      SELECT firm.key, industry.code, employees, revenue, assets FROM firm_year
      JOIN firm ON firm.id = firm_id JOIN industry ON industry.id = firm_year.industry_id
      ORDER BY year
      """
    ) { row in
      (
        row.text(0), row.text(1),
        SizeClassifier.Figures(
          employees: row.optionalReal(2), revenue: row.optionalReal(3),
          assets: row.optionalReal(4))
      )
    }
    for (key, industry, figures) in rows {
      if let size = try? classifier.size(industry: industry, figures) {
        expected[key] = size.rawValue
      }
    }
    let sizes = try store.connection.query(
      "SELECT key, size_class FROM firm WHERE size_class IS NOT NULL"
    ) { ($0.text(0), $0.text(1)) }
    #expect(Dictionary(sizes, uniquingKeysWith: { first, _ in first }) == expected)
    #expect(Set(expected.values).count == 4)
    #expect(report.firmsSized == expected.count)
    let batch = try #require(report.batch)
    #expect(try ImportUndo(store).plan(batch).conflictCount == 0)
    _ = try ImportUndo(store).run(batch)
    #expect(
      try DatabaseComparison(before.connection, store.connection, limit: 100).differences
        .filter { !$0.place.hasPrefix("table import_") }.isEmpty)
  }
}
