import ClusterStore
import SQLite
import SampleStore
import Testing

@testable import SurveyImport

/// Cells that are of the right type and may still be wrong.
@Suite struct ValueCheckTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey')")
  }

  /// Imports `text` into `firm_year`; a column `x=firm.credit_code` goes where it says.
  private func run(
    _ text: String, _ change: (inout Mapping.Column) -> Void = { _ in }
  ) throws -> ImportReport {
    let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    let columns = header.flatMap { name in
      name.split(separator: "+").map { target in
        var column = Mapping.Column(from: name, to: String(target))
        change(&column)
        return column
      }
    }
    var options = ImportRun.Options(table: nil)
    options.mapping = Mapping(table: "firm_year", columns: columns)
    options.constants = ["dataset": "s"]
    return try ImportRun(store, options: options).run(name: "test.csv", text: text)
  }

  private func texts(_ sql: String) throws -> [String?] {
    try store.connection.query(sql) { $0.optionalText(0) }
  }

  // MARK: Codes of organisations

  @Test(
    arguments: [
      ("91210106000000019Y", "constraint-error", "the last character should be X"),
      ("91210106000000018X", "constraint-error", "should be"),
      ("9121010600000001", "constraint-error", "18 characters"),
      ("F1210106000000019X", "constraint-error", "no authority"),
      ("9121010600000001IX", "constraint-error", "character 17 cannot stand there"),
      ("210100000000126", "constraint-error", "the last character should be 5"),
      ("91210106000000019x", "constraint-error", "write it as 91210106000000019X"),
      ("91210106-000000019-X", "constraint-error", "write it as 91210106000000019X"),
      ("9.12101E+17", "type-error", "spreadsheet"),
    ])
  func `a credit code that is none rejects its row and says why`(
    text: String, code: String, words: String
  ) throws {
    let report = try run(
      "firm,firm.credit_code,year\nf0,91210106000000027Q,2021\nf1,\(text),2021\n")
    #expect([report.inserted, report.rejected, report.firmsAdded] == [1, 1, 1])
    #expect(report.rejects.map(\.code) == [code])
    #expect(report.rejects.map(\.column) == ["firm.credit_code"])
    #expect(report.rejects.map(\.text) == [text])
    #expect(report.rejects.allSatisfy { $0.reason.contains(words) }, "\(report.rejects)")
  }

  @Test func `credit codes and registration numbers go in, without spaces around them`() throws {
    let report = try run(
      """
      firm,firm.credit_code,year
      f1,91210106000000019X,2021
      f2,210100000000125,2021
      f3, 91210106000000027Q ,2021
      f4,,2021
      """)
    #expect([report.inserted, report.rejected] == [4, 0])
    #expect(
      try texts("SELECT credit_code FROM firm WHERE key IN ('f1', 'f2', 'f3', 'f4') ORDER BY key")
        == ["91210106000000019X", "210100000000125", "91210106000000027Q", nil])
  }

  @Test func `a firm's key is held to nothing, and neither is a column that says so`() throws {
    #expect(try run("firm,firm.name_zh,year\n91210106000000019Y,甲,2021\n").inserted == 1)
    let both = "firm+firm.credit_code,year\n91210106000000018X,2021\n"
    #expect(throws: ImportError.self) { try run(both) }
    #expect(try run(both) { $0.check = Mapping.Column.Check.none }.inserted == 1)
    #expect(
      try texts("SELECT credit_code FROM firm WHERE key = '91210106000000018X'")
        == ["91210106000000018X"])
  }

  @Test func `a key can be held to being a credit code, a number cannot`() throws {
    let text = "firm+firm.key,year\n91210106000000019X,2021\n91210106000000019Y,2021\n"
    let report = try run(text) { column in
      if column.to == "firm.key" { column.check = .creditCode }
    }
    #expect([report.inserted, report.rejected] == [1, 1])
    let error = #expect(throws: ImportError.self) {
      try run(text) { column in if column.to == "year" { column.check = .creditCode } }
    }
    #expect("\(error as Any)".contains("'year' holds no text"))
  }

  @Test func `only a firm that is new has its code read`() throws {
    try store.connection.run("INSERT INTO firm (key) VALUES ('f1')")
    let report = try run("firm,firm.credit_code,year\nf1,wrong,2021\n")
    #expect([report.inserted, report.rejected] == [1, 0])
  }

  @Test func `a register of firms is held to the same`() throws {
    let text = "key,credit_code,name_zh\nf1,91210106000000019X,甲\nf2,91210106000000019Y,乙\n"
    let report = try ImportRun(store, options: .init(table: "firm"))
      .run(name: "firms.csv", text: text)
    #expect([report.inserted, report.rejected] == [1, 1])
    #expect(report.rejects.first?.line == 3)
  }

  // MARK: Codes of zones

  @Test func `a code means the zone that had it in the year of the row`() throws {
    // 大洼 was 210823, then 211121, and is 211104; the zone is one.
    let report = try run(
      """
      firm,firm.name_zh,zone,year
      f1,甲,211104,2016
      f1,甲,211121,2015
      f1,甲,210823,1983
      f1,甲,211100,2014
      """)
    #expect([report.inserted, report.rejected] == [4, 0])
    #expect(report.remarks.groups.isEmpty)
    #expect(
      try texts(
        """
        SELECT zone.code FROM firm_year JOIN zone ON zone.id = firm_year.zone_id
        ORDER BY firm_year.id
        """) == ["211104", "211104", "211104", "211100"])
    #expect(
      try texts("SELECT zone.code FROM firm JOIN zone ON zone.id = zone_id WHERE firm.key = 'f1'")
        == ["211104"])
  }

  @Test func `a code that two zones had means the one of the year`() throws {
    let report = try run(
      "firm,firm.name_zh,year,zone\nf1,甲,1981,142300\nf1,甲,1990,142300\nf1,甲,2010,142300\n")
    #expect([report.inserted, report.rejected] == [2, 1])
    #expect(
      try texts(
        """
        SELECT zone.key FROM firm_year JOIN zone ON zone.id = firm_year.zone_id
        ORDER BY firm_year.year
        """) == ["gbt2260:140700", "gbt2260:141100"])
    let reject = try #require(report.rejects.first)
    #expect([reject.code, reject.column, reject.text] == ["foreign-key", "zone", "142300"])
    for words in ["in 2010", "gbt2260:140700 from 1980 to 1981", "gbt2260:141100 from 1982"] {
      #expect(reject.reason.contains(words), "\(reject.reason)")
    }
  }

  @Test func `a code of other years goes to its zone, and is told once with its count`() throws {
    let report = try run(
      """
      firm,firm.name_zh,year,zone
      f1,甲,2016,211104
      f1,甲,2014,211104
      f1,甲,2013,211104
      f2,乙,bad,211104
      """)
    #expect([report.inserted, report.rejected] == [3, 1])
    #expect(report.remarks.groups.map(\.count) == [2])
    let note = try #require(report.notes.first { $0.contains("211104") })
    for words in ["2 codes of 'zone'", "in line 3", "in 2014", "2016 to 2024"] {
      #expect(note.contains(words), "\(note)")
    }
  }

  @Test func `a code that no zone had rejects its row`() throws {
    let report = try run("firm,firm.name_zh,year,zone\nf1,甲,2020,219999\nf1,甲,2021,\n")
    #expect([report.inserted, report.rejected] == [1, 1])
    #expect(report.rejects.map(\.code) == ["foreign-key"])
  }

  @Test func `the key of a zone comes before a code and means it in every year`() throws {
    try store.connection.run("INSERT INTO zone (key, kind) VALUES ('211104', 'park')")
    let report = try run(
      "firm,firm.name_zh,year,zone\nf1,甲,1998,liaoning\nf1,甲,1999,211104\n")
    #expect([report.inserted, report.rejected] == [2, 0])
    #expect(
      try texts(
        "SELECT zone.key FROM firm_year JOIN zone ON zone.id = zone_id ORDER BY year")
        == ["liaoning", "211104"])
  }

  @Test func `without a year a code means what it meant last`() throws {
    let report = try ImportRun(store, options: .init(table: "firm")).run(
      name: "firms.csv", text: "key,zone\nf1,142300\nf2,211121\n")
    #expect([report.inserted, report.rejected] == [2, 0])
    #expect(
      try texts(
        """
        SELECT zone.key FROM firm JOIN zone ON zone.id = zone_id
        WHERE firm.key IN ('f1', 'f2') ORDER BY firm.key
        """) == ["gbt2260:141100", "gbt2260:211104"])
  }

  @Test func `a constant year counts as that of every row`() throws {
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s", "year": "1981"]
    let report = try ImportRun(store, options: options).run(
      name: "test.csv", text: "firm,firm_name,zone\nf1,甲,142300\n")
    #expect(report.inserted == 1)
    #expect(
      try texts("SELECT zone.key FROM firm_year JOIN zone ON zone.id = zone_id")
        == ["gbt2260:140700"])
  }

  // MARK: Codes of industries

  @Test(
    arguments: [
      ("C", "C"), ("34", "34"), ("342", "342"), ("3421", "3421"), ("C3421", "3421"),
      ("3400", "34"), ("gbt4754-2017:3421", "3421"),
    ])
  func `an industry is known at every level and in every form`(text: String, code: String) throws {
    #expect(
      try run("firm,firm.name_zh,year,industry\nf1,甲,2021,\(text)\n").inserted == 1)
    #expect(
      try texts("SELECT industry.code FROM firm_year JOIN industry ON industry.id = industry_id")
        == [code])
  }

  @Test(
    arguments: [
      ("3427", "3425 机床功能部件及附件制造"), ("349x", "no industry of that key or code"),
      ("A3421", "section C"), ("9999", "no such code"),
      ("3427", "codes of an earlier edition"),
    ])
  func `a code of no industry rejects its row with those near it`(
    text: String, words: String
  ) throws {
    let report = try run(
      "firm,firm.name_zh,year,industry\nf1,甲,2021,\(text)\nf1,甲,2022,\(text)\nf1,甲,2020,\n")
    #expect([report.inserted, report.rejected] == [1, 2])
    #expect(report.rejects.map(\.code) == ["foreign-key", "foreign-key"])
    #expect(report.rejects.allSatisfy { $0.reason.contains(words) }, "\(report.rejects)")
  }
}
