import ClusterStore
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

@Suite struct RejectCodeTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.execute(
      """
      INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey');
      INSERT INTO firm (key) VALUES ('f1');
      """)
  }

  private func codes(_ text: [UInt8], name: String, into table: String) throws -> Set<String> {
    var options = ImportRun.Options(table: table)
    options.encoding = .utf8
    if table == "firm_year" { options.constants = ["dataset": "s"] }
    let report = try ImportRun(store, options: options).run(InputFile(name: name, bytes: text))
    #expect(report.inserted == 1)
    return Set(report.rejects.map(\.code))
  }

  @Test func `every code is one that some row is rejected with`() throws {
    let delimited = try codes(
      Array(
        """
        firm,year,zone,employees
        f1,2021,,1
        f1,2021,,1
        f1,2021,,2
        f1,2022,,x
        f1,99,,1
        f1,,,1
        f1,2022,,1,1
        "f1"x,2022,,1
        f1,2022,999999,1

        """.utf8) + Array("f1,2022,".utf8) + [0xFF] + Array(",1\nf1,2022,,\"1\n".utf8),
      name: "t.csv", into: "firm_year")
    let json = try codes(
      Array(
        """
        [{"key": "k1", "name_zh": "甲"}, {"key": "k2", "key": "k3"},
         {"key": "k1", "name_zh": "乙"}]
        """.utf8), name: "t.json", into: "firm")
    #expect(json == ["duplicate-label", "primary-key"])
    #expect(delimited.union(json) == Set(RejectCode.allCases.map(\.rawValue)))
  }

  @Test func `the codebook names every code and no other`() throws {
    let entry = try #require(
      Codebook(store).entries(of: "import_reject").first { $0.column == "code" })
    let words = entry.definition.split { !($0.isLetter || $0 == "-") }.map(String.init)
    #expect(
      Set(words.filter { $0.contains("-") }) == Set(RejectCode.allCases.map(\.rawValue)))
  }

  @Test func `a rule that only SQLite can hold a row to rejects it with the rule`() throws {
    let report = try ImportRun(store, options: .init(table: "zone")).run(
      name: "zones.csv", text: "key,kind,area_km2,from_year,to_year\na,park,1,,\nb,park,0,,\n")
    #expect([report.inserted, report.rejected] == [1, 1])
    #expect(report.rejects.map(\.code) == ["constraint-error"])
    #expect(report.rejects.first?.reason.contains("area_km2") == true)
  }
}
