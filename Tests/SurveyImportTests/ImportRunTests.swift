import ClusterStore
import SQLite
import SampleStore
import Statistics
import Testing

@testable import SurveyImport

struct ImportRunTests {
  let store: Store

  init() throws {
    store = try SampleStore.seeded()
    try store.connection.run(
      "INSERT INTO dataset (key, name_en, kind) VALUES ('s', 'Survey', 'survey')")
  }

  private func run(
    _ text: String, into table: String? = "firm_year",
    _ change: (inout ImportRun.Options) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = ImportRun.Options(table: table)
    options.constants = table == "firm_year" ? ["dataset": "s"] : [:]
    change(&options)
    return try ImportRun(store, options: options).run(name: "test.csv", text: text)
  }

  private func rows(_ sql: String) throws -> [[Value]] {
    try store.connection.query(sql) { row in (0..<row.count).map { row.value($0) } }
  }

  private func counts() throws -> [Int] {
    try ["firm", "firm_year", "import_batch", "import_reject", "import_row_range", "name_index"]
      .map { table in
        guard
          case .integer(let count)? = try store.connection.value("SELECT count(*) FROM \(table)")
        else { return -1 }
        return Int(count)
      }
  }

  // MARK: Columns

  @Test func `columns are known by name, by alias and by language`() throws {
    let report = try run(
      """
      统一社会信用代码,企业名称,Year,行政区划代码,行业代码,从业人员,revenue
      91210106000029330X,甲,2021,210106,3421,12,3.5
      """)
    #expect(report.inserted == 1)
    #expect(
      try rows(
        """
        SELECT firm.key, firm.name_zh, year, zone.code, industry.code, employees, revenue
        FROM firm_year JOIN firm ON firm.id = firm_id JOIN zone ON zone.id = firm_year.zone_id
        JOIN industry ON industry.id = firm_year.industry_id
        """) == [
          [
            .text("91210106000029330X"), .text("甲"), .integer(2021), .text("210106"),
            .text("3421"), .integer(12), .real(3.5),
          ]
        ])
  }

  @Test func `a column with no place is refused, or left when asked`() throws {
    let text = "firm,firm_name,year,mood\nf1,A,2021,good\n"
    let error = #expect(throws: ImportError.self) { try run(text) }
    #expect("\(error as Any)".contains("'mood' is none of table 'firm_year'"))
    #expect(try run(text) { $0.ignoresUnmapped = true }.inserted == 1)
  }

  @Test func `two columns for one place are refused`() throws {
    let error = #expect(throws: ImportError.self) {
      try run("firm,year,employees,从业人员\nf1,2021,1,2\n")
    }
    #expect("\(error as Any)".contains("both go to 'employees'"))
  }

  @Test func `a column that the table needs and the file lacks is named`() throws {
    let error = #expect(throws: ImportError.self) { try run("firm,employees\nf1,2\n") }
    #expect("\(error as Any)".contains("needs 'year'"))
  }

  @Test func `a table that is not there, or is the program's own, is refused`() throws {
    for table in ["nowhere", "import_batch", "schema_migration"] {
      #expect(throws: ImportError.self) { try run("a\n1\n", into: table) }
    }
  }

  @Test func `a file without rows is refused`() throws {
    for text in ["", "firm,year\n", "\n\n"] {
      #expect(throws: ImportError.self) { try run(text) }
    }
  }

  // MARK: Cells

  @Test(
    arguments: [
      ("f1,2021,12,x", "type-error", "revenue", "x"),
      ("f1,2021,1.5,1", "type-error", "employees", "1.5"),
      ("f1,2021,-3,1", "constraint-error", "employees", "-3"),
      ("f1,,3,1", "missing-cell", "year", ""),
      ("f1,99,3,1", "constraint-error", "year", "99"), ("f1,2021,3", "missing-cell", nil, nil),
      ("f1,2021,3,4,5", "extra-cell", nil, nil), ("\"f1\"x,2021,3,4", "cell-error", nil, nil),
      ("nobody,2021,3,4", "foreign-key", "firm", "nobody"),
    ] as [(String, String, String?, String?)])
  func `a cell that does not fit rejects its row, with place, text, code and reason`(
    row: String, code: String, column: String?, text: String?
  ) throws {
    try store.connection.run("INSERT INTO firm (key, name_zh) VALUES ('f1', '甲')")
    let report = try run("firm,year,employees,revenue\nf1,2020,1,1\n\(row)\nf1,2022,1,1\n")
    #expect([report.read, report.inserted, report.rejected] == [3, 2, 1])
    #expect(
      try rows("SELECT line, column_name, text, code, original FROM import_reject") == [
        [.integer(3), Value(column), Value(text), .text(code), .text(row)]
      ])
  }

  @Test func `bytes that are no UTF-8 reject their row and name the byte`() throws {
    var bytes = Array("firm,firm_name,year\nf1,A,2021\nf2,B".utf8)
    bytes += [0xB2, 0xFA] + Array(",2021\n".utf8)
    var options = ImportRun.Options(table: "firm_year")
    options.encoding = .utf8
    options.constants = ["dataset": "s"]
    let report = try ImportRun(store, options: options).run(
      InputFile(name: "test.csv", bytes: bytes))
    #expect([report.inserted, report.rejected] == [1, 1])
    #expect(report.rejects.first?.code == "encoding-error")
    #expect(report.rejects.first?.reason.contains("0xB2") == true)
  }

  @Test func `a row has all of its problems told, and counts once`() throws {
    let report = try run("firm,firm_name,year,employees,revenue\nf1,A,x,y,z\nf1,A,2021,1,1\n")
    #expect(report.rejected == 1)
    #expect(report.rejects.map(\.column) == ["year", "employees", "revenue"])
  }

  @Test func `the same row twice is rejected the second time, with the line of the first`() throws {
    let report = try run(
      "firm,firm_name,year,output\nf1,A,2021,5\nf1,A,2020,5\nf1,A,2021,5\nf1,A,2020,6\n")
    #expect([report.inserted, report.rejected] == [2, 2])
    #expect(report.rejects.map(\.line) == [4, 5])
    #expect(report.rejects.map(\.code) == ["duplicate-row", "unique-error"])
    #expect(
      report.rejects.map(\.reason) == [
        "line 2 has the same firm, year, dataset already, with the same values",
        "line 3 has the same firm, year, dataset already, with other values",
      ])
  }

  @Test func `a row that the database has is rejected, with where it came from`() throws {
    let text = "firm,firm_name,year,output\nf1,A,2021,5\nf1,A,2020,\n"
    let batch = try #require(try run(text).batch)
    try store.connection.run(
      """
      INSERT INTO firm_year (firm_id, year, dataset_id, output) SELECT firm_id, 2019, dataset_id, 1
      FROM firm_year WHERE year = 2021
      """)
    // Its last row is new, so that the file as a whole is not refused.
    let report = try run(
      "firm,firm_name,year,output\nf1,A,2020,\nf1,A,2021,7\nf1,A,2019,1\nf1,A,2022,1\n")
    #expect([report.inserted, report.rejected] == [1, 3])
    #expect(report.rejects.map(\.code) == ["duplicate-row", "unique-error", "duplicate-row"])
    #expect(
      report.rejects.map(\.reason) == [
        "the database, from line 3 of test.csv (batch \(batch)), has the same firm, year, dataset "
          + "already, with the same values",
        "the database, from line 2 of test.csv (batch \(batch)), has the same firm, year, dataset "
          + "already, with other values",
        "the database has the same firm, year, dataset already, with the same values",
      ])
  }

  @Test func `a key that is taken is told as such`() throws {
    let report = try run("key,name_zh\nk1,甲\nk1,乙\nk1,甲\n", into: "firm")
    #expect([report.inserted, report.rejected] == [1, 2])
    #expect(report.rejects.map(\.code) == ["primary-key", "duplicate-row"])
    #expect(report.rejects.allSatisfy { $0.reason.hasPrefix("line 2 has the same key already") })
  }

  @Test func `a row far below the one that it repeats is told with its line`() throws {
    let name = String(repeating: "业", count: 20)
    let lines = (0..<10_000).map { "f\($0 % 5_000),\(name),\(2020 + $0 / 5_000)" }
    let report = try run((["firm,firm_name,year"] + lines + ["f17,B,2020"]).joined(separator: "\n"))
    #expect([report.inserted, report.rejected] == [10_000, 1])
    #expect(report.rejects.first?.line == 10_002)
    #expect(report.rejects.first?.reason.hasPrefix("line 19 ") == true)
  }

  @Test func `codes stay text, zeros and all`() throws {
    _ = try run("firm,firm_name,year\n0755,A,2021\n", into: "firm_year")
    #expect(try rows("SELECT key FROM firm WHERE key LIKE '%755'") == [[.text("0755")]])
  }

  @Test func `a code of many digits is what its check character says it is`() throws {
    // The first is a sound code that happens to end in zeros; the second lost its last digits.
    let report = try run(
      "firm,firm_name,year\n912105221612383000,A,2021\n912105221612384000,B,2021\n")
    #expect([report.inserted, report.rejected] == [1, 1])
    #expect(report.rejects.first?.text == "912105221612384000")
  }

  // MARK: Mapping

  private func mapping(_ json: String) throws -> Mapping {
    try SampleStore.withFolder { folder in
      let path = folder + "/mapping.json"
      try SampleStore.write(json, to: path)
      return try Mapping(file: path)
    }
  }

  @Test func `missing, suppressed and zero stay apart`() throws {
    let mapping = try mapping(
      """
      {"table": "cell_year", "dataset": {"key": "s"},
       "columns": [
         {"from": "zone", "to": "zone"}, {"from": "ind", "to": "industry"},
         {"from": "y", "to": "year"},
         {"from": "emp", "to": "employees", "suppressed": {"flag": ["N"]}},
         {"from": "out", "to": "output"}],
       "rows": [{"own": ["5"]}], "missing": ["", "N/A"], "suppressed": ["(D)"]}
      """)
    let report = try run(
      """
      zone,ind,y,emp,out,flag,own
      210106,3421,2021,0,0,N,5
      210106,3421,2022,0,(D),,5
      210106,3421,2023,N/A,7,,5
      210106,3421,2024,9,9,,1
      """, into: nil
    ) { $0.mapping = mapping }
    #expect([report.read, report.inserted, report.skipped, report.suppressed] == [4, 3, 1, 2])
    #expect(
      try rows("SELECT employees, output, flags FROM cell_year ORDER BY year") == [
        [.null, .real(0), .text("{\"employees\": \"suppressed\"}")],
        [.integer(0), .null, .text("{\"output\": \"suppressed\"}")],
        [.null, .real(7), .null],
      ])
  }

  @Test func `a code that is not there can be added, and is journalled`() throws {
    let mapping = try mapping(
      """
      {"table": "cell_year", "dataset": {"key": "new", "name_en": "N", "kind": "yearbook"},
       "columns": [
         {"from": "zone", "to": "zone", "scheme": "fips", "unknown": "add"},
         {"from": "ind", "to": "industry"}, {"from": "y", "to": "year"}]}
      """)
    let report = try run("zone,ind,y\n01000,3421,2021\n01000,x,2021\n01000,3421,2022\n", into: nil)
    {
      $0.mapping = mapping
    }
    #expect([report.inserted, report.rejected] == [2, 1])
    #expect(report.referencesAdded == ["zone": 1])
    #expect(
      try rows("SELECT key, code FROM zone WHERE scheme = 'fips'") == [
        [.text("fips:01000"), .text("01000")]
      ])
    #expect(try rows("SELECT key FROM dataset WHERE key = 'new'").count == 1)
  }

  @Test(arguments: [
    ("{", "no JSON"), ("{\"columns\": []}", "'table' is missing"),
    ("{\"table\": \"firm\", \"colums\": []}", "'colums' is nothing"),
    ("{\"table\": \"firm\", \"columns\": [{\"from\": \"a\", \"two\": \"b\"}]}", "'two' is nothing"),
    ("{\"table\": 7, \"columns\": []}", "wrong kind"),
  ])
  func `a mapping file that says something unknown is refused`(json: String, words: String) throws {
    let error = #expect(throws: ImportError.self) { try mapping(json) }
    #expect("\(error as Any)".contains(words))
  }

  @Test func `a mapping that names a column the file has not is refused`() throws {
    let mapping = try mapping(
      "{\"table\": \"firm\", \"columns\": [{\"from\": \"id\", \"to\": \"key\"}]}")
    let error = #expect(throws: ImportError.self) {
      try run("a,b\n1,2\n", into: nil) { $0.mapping = mapping }
    }
    #expect("\(error as Any)".contains("no column 'id'"))
  }

  // MARK: References

  @Test func `a row may point at one that comes later, and at none that does not come`() throws {
    let report = try run(
      """
      key,kind,name_en,parent
      a,area,A,b
      b,area,B,
      c,area,C,nowhere
      d,area,D,c
      """, into: "zone")
    #expect([report.inserted, report.rejected] == [2, 2])
    #expect(
      try rows(
        """
        SELECT zone.key, parent.key FROM zone LEFT JOIN zone AS parent ON parent.id = zone.parent_id
        WHERE zone.key IN ('a', 'b', 'c', 'd') ORDER BY zone.key
        """) == [[.text("a"), .text("b")], [.text("b"), .null]])
    #expect(report.rejects.map(\.original) == ["c,area,C,nowhere", "d,area,D,c"])
    #expect(try store.connection.query("PRAGMA foreign_key_check") { $0.text(0) }.isEmpty)
  }

  @Test func `a firm that only a rejected row names is not added`() throws {
    let report = try run("firm,firm_name,year\nf1,A,2021\nf2,B,bad\n")
    #expect([report.firmsAdded, report.rejected] == [1, 1])
    #expect(try rows("SELECT key FROM firm WHERE key IN ('f1', 'f2')") == [[.text("f1")]])
  }

  @Test func `a new firm has the zone and industry of its latest year`() throws {
    _ = try run(
      """
      firm,firm_name,year,zone,industry
      f1,A,2022,210102,3421
      f1,A,2023,210106,3670
      f1,A,2021,210103,3130
      """)
    #expect(
      try rows(
        """
        SELECT zone.code, industry.code FROM firm JOIN zone ON zone.id = zone_id
        JOIN industry ON industry.id = industry_id WHERE firm.key = 'f1'
        """) == [[.text("210106"), .text("3670")]])
  }

  // MARK: The whole file

  @Test func `a dry run tells all and leaves nothing`() throws {
    let before = try counts()
    let report = try run("firm,firm_name,year\nf1,A,2021\nf2,B,x\n") { $0.isDryRun = true }
    #expect([report.read, report.inserted, report.rejected] == [2, 1, 1])
    #expect(report.batch == nil)
    #expect(report.columns.map(\.to) == ["firm_id", "firm.name_zh", "year"])
    #expect(try counts() == before)
  }

  @Test func `where no row fits nothing is written`() throws {
    let before = try counts()
    #expect(throws: ImportError.self) { try run("firm,firm_name,year\nf1,A,x\nf2,B,y\n") }
    #expect(try counts() == before)
  }

  @Test func `every row leads back to its file and line`() throws {
    _ = try run("firm,firm_name,year\nf1,\"A\nB\",2021\nf2,C,2021\nf1,D,2022\n")
    let journal = ImportJournal(store)
    let lines = try store.connection.query(
      "SELECT id FROM firm_year ORDER BY id"
    ) { $0.integer(0) }.map { try journal.origin(table: "firm_year", id: $0)?.line }
    #expect(lines == [2, 4, 5])
    let firms = try store.connection.query(
      "SELECT id FROM firm WHERE key IN ('f1', 'f2') ORDER BY id"
    ) { $0.integer(0) }.map { try journal.origin(table: "firm", id: $0)?.line }
    #expect(firms == [2, 4])
  }

  @Test func `the same file again is told`() throws {
    let first = try run("firm,firm_name,year\nf1,A,2021\n")
    try store.connection.run("DELETE FROM firm_year")
    let second = try run("firm,firm_name,year\nf1,A,2021\n")
    #expect(second.earlier == [try #require(first.batch)])
  }

  @Test func `new names are found`() throws {
    _ = try run("firm,firm_name,year\nf1,瓦房店轴承集团,2021\n")
    #expect(try NameIndex(store).find("轴承", entity: "firm", limit: 9).map(\.entity) == ["firm"])
  }

  @Test(arguments: 0..<60)
  func `rows read are rows inserted, skipped and rejected`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let cells = ["f1", "f2", "2021", "2022", "x", "", "210106", "1", "\"q\"\"q\"", "\"a\"b", "业"]
    let header = ["firm", "firm_name", "year", "zone", "employees"]
    let lines = (0..<30).map { _ in
      (0..<(Int.random(in: 0..<9, using: &random) == 0 ? 4 : 5))
        .map { _ in cells.randomElement(using: &random) ?? "" }.joined(separator: ",")
    }
    // One row that fits, so that the file as a whole is not refused.
    let text = ([header.joined(separator: ","), "f0,A,2020,,"] + lines).joined(separator: "\n")
    let report = try run(text)
    #expect(report.read == 31)
    #expect(report.read == report.inserted + report.skipped + report.rejected)
    #expect(Set(report.rejects.map(\.line)).count == report.rejected)
    #expect(
      try store.connection.value("SELECT count(*) FROM firm_year")
        == .integer(Int64(report.inserted)))
    #expect(try store.connection.query("PRAGMA foreign_key_check") { $0.text(0) }.isEmpty)
  }
}
