import ClusterModel
import SQLite
import SampleStore
import Statistics
import Testing

@testable import ClusterStore
@testable import SurveyImport

/// What becomes of rows that are there already, and that all of it can be taken back.
@Suite struct ConflictPolicyTests {
  let store: Store

  init() throws {
    store = try SampleStore.empty()
    try store.connection.execute(
      """
      INSERT INTO dataset (id, key, name_en, kind) VALUES (1, 's', 'Survey', 'survey');
      INSERT INTO zone (id, key, scheme, code, kind, name_zh) VALUES
        (1, 'gbt2260:210106', 'gbt2260', '210106', 'county', '铁西区'),
        (2, 'gbt2260:210800', 'gbt2260', '210800', 'prefecture', '营口市');
      INSERT INTO indicator (id, key, name_en) VALUES (1, 'gdp', 'GDP');
      """)
    for table in ["zone", "indicator", "dataset"] {
      try NameIndex(store).add(table: table, ids: 1...2)
    }
  }

  @discardableResult
  private func load(
    _ text: String, into table: String = "firm_year", _ policy: ConflictPolicy? = nil,
    modifiedAt: Int64? = nil, mapping: Mapping? = nil
  ) throws -> ImportReport {
    var options = ImportRun.Options(table: mapping == nil ? table : nil)
    options.mapping = mapping
    if table == "firm_year" {
      options.constants = ["dataset": "s"]
      if mapping == nil {
        options.table = nil
        options.mapping = Self.mapping(text)
      }
    }
    options.onConflict = policy
    let report = try ImportRun(store, options: options).run(
      InputFile(name: "\(table).csv", bytes: Array(text.utf8), modifiedAt: modifiedAt))
    #expect(
      report.read == report.inserted + report.updated + report.unchanged + report.skipped
        + report.rejected)
    #expect(report.kept.count <= report.skipped)
    #expect(try store.connection.query("PRAGMA foreign_key_check") { $0.text(0) }.isEmpty)
    return report
  }

  /// Takes every column as it is called, with a mark for what is withheld.
  private static func mapping(_ text: String) -> Mapping {
    var mapping = Mapping(
      table: "firm_year",
      columns: text.prefix { $0 != "\n" }.split(separator: ",").map(String.init).map { name in
        var column = Mapping.Column(from: name, to: name == "firm_name" ? "firm.name_zh" : name)
        if name == "zone" { (column.scheme, column.unknown) = ("gbt2260", .null) }
        return column
      })
    mapping.suppressed = ["(D)"]
    mapping.flags = ["*": .imputed]
    return mapping
  }

  private func rows(_ sql: String) throws -> [String] {
    try store.connection.query(sql) { row in
      (0..<row.count).map { row.isNull($0) ? "-" : row.text($0) }.joined(separator: " ")
    }
  }

  private func figures() throws -> [String] {
    try rows(
      """
      SELECT firm.key, year, employees, output, flags FROM firm_year
      JOIN firm ON firm.id = firm_id ORDER BY firm.key, year
      """)
  }

  /// What is different from `before`, the journal apart.
  private func differences(from before: Store) throws -> [String] {
    try DatabaseComparison(before.connection, store.connection, limit: 10_000).differences
      .filter { !$0.place.hasPrefix("table import_") }.map(\.description)
  }

  private func undo(_ report: ImportReport) throws -> ImportUndo.Plan {
    try ImportUndo(store).run(#require(report.batch))
  }

  private func conflicts(_ report: ImportReport) throws -> [String] {
    do {
      _ = try undo(report)
      Issue.record("the batch was taken back")
      return []
    } catch UndoError.conflicts(_, let first, _) {
      return first.map(\.description)
    }
  }

  private static let first = "firm,firm_name,year,employees,output\nf1,甲厂,2021,5,10\n"

  // MARK: One row that is there

  /// A row of the file, what counts it under skip and update, and what then stands there.
  private static let cells: [(row: String, skip: String, update: String, after: String)] = [
    ("5,10", "unchanged", "unchanged", "f1 2021 5 10.0 -"),
    ("8,10", "skipped", "updated", "f1 2021 8 10.0 -"),
    ("8,11.5", "skipped", "updated", "f1 2021 8 11.5 -"),
    (",10", "unchanged", "unchanged", "f1 2021 5 10.0 -"),
    (",", "unchanged", "unchanged", "f1 2021 5 10.0 -"),
    (",12", "skipped", "updated", "f1 2021 5 12.0 -"),
    ("(D),10", "skipped", "updated", "f1 2021 - 10.0 {\"employees\": \"suppressed\"}"),
    (
      "(D),(D)", "skipped", "updated",
      "f1 2021 - - {\"employees\": \"suppressed\", \"output\": \"suppressed\"}"
    ),
    ("5,10*", "skipped", "updated", "f1 2021 5 10.0 {\"output\": \"imputed\"}"),
    ("0,0", "skipped", "updated", "f1 2021 0 0.0 -"),
    ("x,10", "rejected", "rejected", "f1 2021 5 10.0 -"),
    ("-1,10", "rejected", "rejected", "f1 2021 5 10.0 -"),
  ]

  @Test(arguments: cells.indices, ConflictPolicy.allCases)
  func `a row that is there is kept, updated or unchanged`(
    place: Int, policy: ConflictPolicy
  ) throws {
    let cell = Self.cells[place]
    try load(Self.first, modifiedAt: 1_000)
    let before = try store.copiedToMemory()
    // A row that is new keeps the file from being refused as one of which no row fits.
    let report = try load(
      "firm,firm_name,year,employees,output\nf1,甲厂,2021,\(cell.row)\nf9,末厂,2021,1,1\n", policy,
      modifiedAt: 2_000)
    let counted =
      switch policy {
      case .fail: "rejected"
      case .skip: cell.skip
      case .update, .newest: cell.update
      }
    let counts = [
      "updated": report.updated, "unchanged": report.unchanged, "skipped": report.skipped,
      "rejected": report.rejected,
    ]
    #expect(counts.filter { $0.value > 0 } == [counted: 1])
    #expect(report.inserted == 1)
    #expect(try figures().first == (counted == "updated" ? cell.after : "f1 2021 5 10.0 -"))
    #expect(report.kept.count == report.skipped)
    let journal = try rows(
      """
      SELECT rows_updated, rows_unchanged, rows_skipped, rows_rejected FROM import_batch
      ORDER BY id DESC LIMIT 1
      """)
    #expect(
      journal == [
        "\(report.updated) \(report.unchanged) \(report.skipped) \(report.rejected)"
      ])
    let plan = try undo(report)
    #expect(plan.restored == (counted == "updated" ? ["firm_year": 1] : [:]))
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `with fail a row that says the same is told from one that does not`() throws {
    try load(Self.first)
    let report = try load(
      Self.first + "f1,甲厂,2021,6,10\nf2,乙厂,2021,1,1\n", ConflictPolicy.fail)
    #expect(report.rejects.map(\.code) == ["duplicate-row", "unique-error"])
    #expect(report.rejected == 2 && report.kept.count == 0)
  }

  @Test func `what stays is told with its line and what differs`() throws {
    try load(Self.first + "f2,乙厂,2021,1,1\nf3,丙厂,2021,,\nf4,丁厂,2021,1,1\n")
    let report = try load(
      """
      firm,firm_name,year,employees,output,zone
      f1,甲厂,2021,6,10,210106
      f2,乙厂,2021,1,1,
      f3,丙厂,2021,1,(D),
      f4,丁厂,2021,2,3,210106

      """, .skip)
    #expect(report.skipped == 3 && report.unchanged == 1)
    #expect(
      report.kept.sentence
        == "3 rows differ from what is there, which stays: line 2 (employees: 5, not 6, zone); "
        + "line 4 (employees: empty, not 1); line 5 (employees: 1, not 2, output: 1, not 3, zone)")
  }

  @Test func `a value takes the place of a suppressed one, and only that flag goes`() throws {
    try load("firm,firm_name,year,employees,output\nf1,甲厂,2021,(D),(D)\nf2,乙厂,2021,7*,\n")
    let before = try store.copiedToMemory()
    let report = try load(
      "firm,firm_name,year,employees,output\nf1,甲厂,2021,4,\nf2,乙厂,2021,7,\n", .update)
    #expect(report.updated == 2)
    #expect(
      try figures() == ["f1 2021 4 - {\"output\": \"suppressed\"}", "f2 2021 7 - -"])
    #expect(try load("firm,year,output\nf1,2021,(D)\n", .update).unchanged == 1)
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `flags that are no object of texts are left, and the row is rejected`() throws {
    try load(Self.first)
    try store.connection.execute("UPDATE firm_year SET flags = '{\"output\": [1]}'")
    let report = try load(Self.first + "f2,乙厂,2021,1,1\n", .update)
    #expect(report.rejects.map(\.code) == ["constraint-error"])
    #expect(report.inserted == 1 && report.updated == 0)
  }

  @Test func `columns that the file has not stay, and a reference can change`() throws {
    try load(
      "firm,firm_name,year,employees,output,zone\nf1,甲厂,2021,5,10,210106\nf2,乙厂,2021,5,10,210106\n")
    let before = try store.copiedToMemory()
    let report = try load("firm,year,zone\nf1,2021,210800\nf2,2021,999999\n", .update)
    #expect(report.updated == 1 && report.unchanged == 1)
    #expect(report.referencesEmptied.isEmpty)
    #expect(
      try rows("SELECT employees, output, zone_id FROM firm_year") == ["5 10.0 2", "5 10.0 1"])
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
  }

  // MARK: Constraints

  private static let zones = """
    key,scheme,code,kind,name_zh,parent
    a,t,1,county,甲区,
    b,t,2,county,乙区,a

    """

  @Test(arguments: [ConflictPolicy.update, .newest])
  func `a row that cannot be updated is rejected`(policy: ConflictPolicy) throws {
    try load(Self.zones, into: "zone", modifiedAt: 1)
    let before = try store.copiedToMemory()
    let report = try load(
      """
      key,scheme,code,kind,name_zh,parent
      b,t,1,county,乙区,
      c,t,2,county,丙区,
      a,t,1,county,新区,
      d,t,4,county,丁区,

      """, into: "zone", policy, modifiedAt: 2)
    // b would get the code of a, and c, which is new, has that of b.
    #expect(report.rejects.map(\.line) == [2, 3])
    #expect(report.rejects.allSatisfy { $0.code == "unique-error" })
    #expect(report.updated == 1 && report.inserted == 1 && report.rejected == 2)
    #expect(try NameIndex(store).find("新区", limit: 9).count == 1)
    #expect(try NameIndex(store).find("甲区", limit: 9).isEmpty)
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
    #expect(try NameIndex(store).find("甲区", limit: 9).count == 1)
  }

  @Test func `rows may be pointed at rows that come later in the file`() throws {
    try load(Self.zones, into: "zone")
    let before = try store.copiedToMemory()
    let report = try load(
      """
      key,scheme,code,kind,name_zh,parent
      a,t,1,county,甲区,e
      b,t,2,county,乙区,nowhere
      d,t,4,county,丁区,x
      e,t,5,city,戊市,

      """, into: "zone", .update)
    #expect(report.updated == 1 && report.inserted == 1 && report.rejected == 2)
    #expect(report.rejects.map(\.line) == [3, 4])
    #expect(Set(report.rejects.map(\.code)) == ["foreign-key"])
    #expect(
      try rows(
        """
        SELECT zone.key, parent.key FROM zone LEFT JOIN zone AS parent ON parent.id = zone.parent_id
        WHERE zone.scheme = 't' ORDER BY zone.key
        """) == ["a e", "b a", "e -"])
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `a row that names one which is refused is refused too`() throws {
    try load(Self.zones, into: "zone")
    let before = try store.copiedToMemory()
    // d has the code of a, so that it cannot come.
    let report = try load(
      "key,scheme,code,kind,name_zh,parent\nd,t,1,county,丁区,\nb,t,2,county,乙区,d\na,t,1,county,新区,\n",
      into: "zone", .update)
    #expect(report.rejects.map(\.line) == [2, 3])
    #expect(report.updated == 1)
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
  }

  // MARK: Names

  @Test func `names are found as they are after an update and after its undoing`() throws {
    try load("key,name_zh\nf1,旧名厂\nf2,乙厂\n", into: "firm")
    let before = try store.copiedToMemory()
    let report = try load(
      "key,name_zh\nf1,新名厂\nf2,乙厂\nf3,丙厂\nf3,末名厂\n", into: "firm", .update)
    #expect(report.updated == 2 && report.unchanged == 1 && report.inserted == 1)
    #expect(try NameIndex(store).find("新名", limit: 9).count == 1)
    #expect(try NameIndex(store).find("末名", limit: 9).count == 1)
    #expect(try NameIndex(store).find("旧名", limit: 9).isEmpty)
    #expect(try NameIndex(store).find("丙厂", limit: 9).isEmpty)
    #expect(try StoreCheck(store).brokenRules().allSatisfy { !$0.hasPrefix("name-index") })
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
    #expect(try NameIndex(store).find("旧名", limit: 9).count == 1)
  }

  // MARK: Observations

  @Test func `an observation takes a status with its value`() throws {
    let head = "dataset,subject_type,subject_key,indicator,year,value,status\n"
    func row(_ year: Int, _ rest: String) -> String {
      "s,zone,gbt2260:210800,gdp,\(year),\(rest)\n"
    }
    try load(
      head + row(2019, "1,reported") + row(2020, ",missing") + row(2021, "3,reported")
        + row(2022, "4,imputed"), into: "observation")
    let before = try store.copiedToMemory()
    let report = try load(
      head + row(2019, ",suppressed") + row(2021, "3,reported") + row(2022, ",imputed"),
      into: "observation", .update)
    #expect(report.updated == 1 && report.unchanged == 2)
    let short = "dataset,subject_type,subject_key,indicator,year,value\n"
    let values = try load(
      short + row(2020, "2") + row(2021, "") + row(2022, "5"), into: "observation", .update)
    #expect(values.updated == 2 && values.unchanged == 1)
    #expect(
      try rows("SELECT year, value, status FROM observation ORDER BY year") == [
        "2019 - suppressed", "2020 2.0 reported", "2021 3.0 reported", "2022 5.0 imputed",
      ])
    #expect(try load(short + row(2019, "7"), into: "observation", .update).updated == 1)
    #expect(try rows("SELECT value, status FROM observation WHERE year = 2019") == ["7.0 reported"])
    _ = try ImportUndo(store).run(4)
    _ = try undo(values)
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `a row that breaks a rule itself is rejected, unless what is there makes it whole`()
    throws
  {
    let head = "dataset,subject_type,subject_key,indicator,year,value,status\n"
    let row = "s,zone,gbt2260:210800,gdp,2020,"
    try load(head + row + "1,reported\n", into: "observation")
    let other = row.replacing("2020", with: "2021") + "1,reported\n"
    // A value that is suppressed contradicts itself; one that is missing says nothing.
    #expect(
      try load(head + row + "2,suppressed\n" + other, into: "observation", .skip).rejects
        .map(\.code) == ["constraint-error"])
    #expect(
      try load(head + row + "2,suppressed\n" + other, into: "observation", .update).rejects
        .map(\.code) == ["constraint-error"])
    let empty = try load(head + row + ",reported\n", into: "observation", .skip)
    #expect(empty.unchanged == 1)
    let missing = row.replacing("2020", with: "2022") + ",reported\n"
    #expect(try load(head + missing + other, into: "observation", .update).rejected == 1)
  }

  // MARK: Rows of the file itself

  private static let repeating = """
    firm,firm_name,year,employees,output
    f1,甲厂,2021,1,
    f1,甲厂,2021,2,3
    f2,乙厂,2021,1,1
    f1,甲厂,2021,,4

    """

  @Test func `the first of rows that repeat each other stays with skip`() throws {
    for policy in [ConflictPolicy.skip, .newest] {
      let before = try store.copiedToMemory()
      let report = try load(Self.repeating, policy, modifiedAt: 5)
      #expect(report.inserted == 2 && report.skipped == 2)
      #expect(try figures() == ["f1 2021 1 - -", "f2 2021 1 1.0 -"])
      _ = try undo(report)
      #expect(try differences(from: before).isEmpty)
    }
  }

  @Test func `the later of rows that repeat each other update it, and go with it`() throws {
    let before = try store.copiedToMemory()
    let report = try load(Self.repeating, .update)
    #expect(report.inserted == 2 && report.updated == 2)
    #expect(try figures() == ["f1 2021 2 4.0 -", "f2 2021 1 1.0 -"])
    #expect(try rows("SELECT count(*) FROM import_change") == ["0"])
    let plan = try undo(report)
    #expect(plan.removed == ["firm": 2, "firm_year": 2] && plan.restored.isEmpty)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `rows that repeat each other can update one that was there`() throws {
    try load(Self.first)
    let before = try store.copiedToMemory()
    let report = try load(Self.repeating, .update)
    #expect(report.inserted == 1 && report.updated == 3)
    #expect(try figures() == ["f1 2021 2 4.0 -", "f2 2021 1 1.0 -"])
    #expect(try undo(report).restored == ["firm_year": 1])
    #expect(try differences(from: before).isEmpty)
  }

  @Test(arguments: [ConflictPolicy.skip, .update])
  func `a large file, which goes in as images, follows the policy`(policy: ConflictPolicy) throws {
    let before = try store.copiedToMemory()
    var text = "firm,firm_name,year,employees\n"
    for row in 0..<30_000 { text += "f\(row / 10),厂,\(2000 + row % 10),\(row)\n" }
    for row in 0..<500 { text += "f\(row / 10),厂,\(2000 + row % 10),\(row * 2)\n" }
    let report = try load(text, policy)
    #expect(report.inserted == 30_000 && report.unchanged == 1)
    #expect((policy == .skip ? report.skipped : report.updated) == 499)
    #expect(
      try rows("SELECT sum(employees) FROM firm_year")
        == ["\(449_985_000 + (policy == .skip ? 0 : 124_750))"])
    #expect(try undo(report).removed["firm_year"] == 30_000)
    #expect(try differences(from: before).isEmpty)
  }

  // MARK: Newest

  private func employees() throws -> String { try rows("SELECT employees FROM firm_year")[0] }

  private func year(_ employees: Int) -> String {
    "firm,firm_name,year,employees\nf1,甲厂,2021,\(employees)\n"
  }

  @Test func `the file that was modified last wins, whatever the order`() throws {
    try load(year(1), modifiedAt: 1_000)
    let before = try store.copiedToMemory()
    #expect(try load(year(2), .newest, modifiedAt: 999).skipped == 1)
    #expect(try load(year(2), .newest, modifiedAt: 1_000).skipped == 1)
    #expect(try load(year(1), .newest, modifiedAt: 10).unchanged == 1)
    #expect(try differences(from: before).isEmpty)
    let updated = try load(year(3), .newest, modifiedAt: 3_000)
    #expect(updated.updated == 1)
    // The row is now as old as the file that it came from last.
    #expect(try load(year(4), .newest, modifiedAt: 2_000).skipped == 1)
    #expect(try employees() == "3")
    #expect(try load(year(5), .newest, modifiedAt: 3_001).updated == 1)
    _ = try ImportUndo(store).run(6 + 1)
    _ = try undo(updated)
    #expect(try differences(from: before).isEmpty)
    #expect(try load(year(4), .newest, modifiedAt: 2_000).updated == 1)
  }

  @Test func `a stream counts by the time of its import`() throws {
    try load(year(1))
    #expect(try load(year(2), .newest, modifiedAt: 1_000).skipped == 1)
    #expect(try load(year(2), .newest, modifiedAt: 32_000_000_000).updated == 1)
    #expect(try load(year(3), .newest).skipped == 1)
  }

  @Test func `a row that no import brought stays, and update changes it`() throws {
    try store.connection.execute(
      """
      INSERT INTO firm (id, key, name_zh) VALUES (1, 'f1', '甲厂');
      INSERT INTO firm_year (id, dataset_id, firm_id, year, employees) VALUES (1, 1, 1, 2021, 7);
      """)
    let before = try store.copiedToMemory()
    #expect(try load(year(2), .newest, modifiedAt: 32_000_000_000).skipped == 1)
    let report = try load(year(2), .update)
    #expect(report.updated == 1)
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
  }

  @Test func `an edit by hand is overwritten by update and comes back with undo`() throws {
    try load(year(1))
    try store.connection.execute("UPDATE firm_year SET employees = 8, water = 2")
    let before = try store.copiedToMemory()
    let report = try load(year(2), .update)
    #expect(try rows("SELECT employees, water FROM firm_year") == ["2 2.0"])
    _ = try undo(report)
    #expect(try differences(from: before).isEmpty)
  }

  // MARK: Undo

  @Test func `an updated row that was edited since is not taken back`() throws {
    let imported = try load(Self.first)
    let report = try load(year(2), .update)
    let other = try load(year(3), .update)
    #expect(try conflicts(report).map { $0.contains("by batch 3: undo that first") } == [true])
    #expect(try conflicts(imported).map { $0.contains("changed since by batch 3") } == [true])
    _ = try undo(other)
    try store.connection.execute("UPDATE firm_year SET water = 1")
    #expect(try conflicts(report) == ["firm_year 1 was changed since"])
    try store.connection.execute("UPDATE firm_year SET water = NULL")
    _ = try undo(report)
    _ = try undo(imported)
    #expect(try rows("SELECT count(*) FROM firm_year") == ["0"])
  }

  @Test func `a batch tells what it changed`() throws {
    try load(
      "firm,firm_name,year,employees,zone\nf1,甲厂,2021,5,210106\nf2,乙厂,2021,5,210106\n")
    let report = try load(
      "firm,year,employees,zone\nf1,2021,6,210800\nf2,2021,(D),\n", .update)
    let detail = try BatchDetail(store, batch: #require(report.batch))
    #expect(
      detail.updates == [
        "firm_year f1, 2021, s: zone_id gbt2260:210106 -> gbt2260:210800, employees 5 -> 6",
        "firm_year f2, 2021, s: employees 5 -> empty, flags empty -> "
          + "{\"employees\": \"suppressed\"}",
      ])
    let facts = Dictionary(uniqueKeysWithValues: detail.facts.map { ($0.name, $0.value) })
    #expect(facts["rows_changed_in_firm_year"] == .integer(2))
    #expect(facts["updated"] == .integer(2))
    #expect(detail.rows.rows.filter { $0[0] == .text("example of update") }.count == 2)
  }

  @Test func `files of one call see each other's rows`() throws {
    try SampleStore.withFolder { folder in
      let paths = [1, 2].map { "\(folder)/\($0).csv" }
      for (place, path) in paths.enumerated() { try SampleStore.write(year(place), to: path) }
      var options = ImportRun.Options(table: nil)
      options.mapping = Self.mapping(year(1))
      options.constants = ["dataset": "s"]
      options.onConflict = .update
      let before = try store.copiedToMemory()
      let reports = try ImportRun(store, options: options).run(paths: paths)
      #expect(reports.map(\.inserted) == [1, 0] && reports.map(\.updated) == [0, 1])
      #expect(try rows("SELECT file_modified_at IS NULL FROM import_batch") == ["0", "0"])
      for report in reports.reversed() { _ = try undo(report) }
      #expect(try differences(from: before).isEmpty)
    }
  }

  @Test func `a dry run changes nothing`() throws {
    try load(Self.first)
    let before = try store.copiedToMemory()
    var options = ImportRun.Options(table: nil)
    options.mapping = Self.mapping(year(1))
    options.constants = ["dataset": "s"]
    (options.onConflict, options.isDryRun) = (.update, true)
    let report = try ImportRun(store, options: options).run(name: "t.csv", text: year(9))
    #expect(report.updated == 1)
    #expect(try DatabaseComparison(before.connection, store.connection).isEqual)
  }

  // MARK: Where the policy comes from

  @Test func `a mapping may say it, and the option comes first`() throws {
    try load(Self.first)
    try SampleStore.withFolder { folder in
      let path = "\(folder)/m.json"
      try SampleStore.write(
        """
        {"table": "firm_year", "on_conflict": "update",
         "columns": [{"from": "firm", "to": "firm"}, {"from": "year", "to": "year"},
                     {"from": "employees", "to": "employees"}]}
        """, to: path)
      let mapping = try Mapping(file: path)
      let text = "firm,year,employees\nf1,2021,77\n"
      #expect(try load(text, .skip, mapping: mapping).skipped == 1)
      let report = try load(text, mapping: mapping)
      #expect(report.updated == 1)
      #expect(report.mapping?.onConflict == .update)
      try SampleStore.write(
        "{\"table\": \"firm_year\", \"on_conflict\": \"overwrite\", \"columns\": []}", to: path)
      #expect(throws: ImportError.self) { try Mapping(file: path) }
    }
  }

  @Test func `a table whose rows have no ids takes only fail`() throws {
    let text = "table_name,column_name,position,label_en,label_zh,definition\nt,c,1,C,丙,Text.\n"
    let error = #expect(throws: ImportError.self) { try load(text, into: "codebook", .update) }
    #expect("\(error as Any)".contains("only fail is for it"))
    #expect(try load(text, into: "codebook", .fail).inserted == 1)
  }

  // MARK: Random files

  @Test(arguments: 0..<24)
  func `whatever comes under whatever policy, rows add up and go back`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var steps: [(before: Store, report: ImportReport)] = []
    for _ in 0..<7 {
      let before = try store.copiedToMemory()
      let policy = ConflictPolicy.allCases.randomElement(using: &random)
      let date = Int64.random(in: 1...5, using: &random)
      let report: ImportReport
      switch Int.random(in: 0..<4, using: &random) {
      case 0: report = try load(Self.zones(&random), into: "zone", policy, modifiedAt: date)
      case 1: report = try load(Self.firms(&random), into: "firm", policy, modifiedAt: date)
      default: report = try load(Self.survey(&random), policy, modifiedAt: date)
      }
      let counts = try rows(
        """
        SELECT rows_read = rows_inserted + rows_updated + rows_unchanged + rows_skipped
          + rows_rejected FROM import_batch WHERE id = \(report.batch ?? 0)
        """)
      #expect(counts == ["1"])
      let lines = Set(report.rejects.map(\.line))
      #expect(lines.count == report.rejected)
      steps.append((before, report))
    }
    #expect(try StoreCheck(store).brokenRules() == ["codebook-complete"])
    // An edit of a row that the last batch changed stands in its way until it is edited back.
    if let last = steps.last?.report, last.updated > 0 {
      let plan = try ImportUndo(store).plan(#require(last.batch))
      #expect(plan.conflictCount == 0)
      if let table = plan.restored.keys.first {
        let column = table == "firm_year" ? "energy" : "note_ref"
        try store.connection.execute("CREATE TEMP TABLE kept AS SELECT id, \(column) FROM \(table)")
        try store.connection.execute("UPDATE \(table) SET \(column) = '77'")
        #expect(
          try ImportUndo(store).plan(#require(last.batch)).conflictCount
            >= plan.restored[table] ?? 0)
        try store.connection.execute(
          """
          UPDATE \(table) SET \(column) = (SELECT \(column) FROM kept WHERE kept.id = \(table).id);
          DROP TABLE kept
          """)
      }
    }
    for (before, report) in steps.reversed() {
      _ = try undo(report)
      #expect(try differences(from: before).isEmpty)
    }
  }

  private static func survey(_ random: inout SeededGenerator) -> String {
    var text = "firm,firm_name,year,employees,output,zone\n"
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      let firm = Int.random(in: 0..<8, using: &random)
      let year = 2000 + Int.random(in: 0..<3, using: &random)
      let figures = (0..<2).map { _ in ["", "x", "12", "0", "(D)", "3*", "4"].picked(&random) }
      let zone = ["210106", "210800", "999", ""].picked(&random)
      text += "f\(firm),厂\(firm)号,\(year),\(figures[0]),\(figures[1]),\(zone)\n"
    }
    return text + "g\(random.next()),末厂,2020,1,1,210106\n"
  }

  private static func firms(_ random: inout SeededGenerator) -> String {
    var text = "key,name_zh,founded_year,zone\n"
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let firm = Int.random(in: 0..<8, using: &random)
      let name = ["甲", "乙", ""].picked(&random)
      text += "f\(firm),\(name)厂\(firm)号,\(["", "1990", "2001", "x"].picked(&random)),\n"
    }
    return text + "h\(random.next()),末厂,,gbt2260:210106\n"
  }

  private static func zones(_ random: inout SeededGenerator) -> String {
    var text = "key,scheme,code,kind,name_zh,parent,area_km2\n"
    let count = Int.random(in: 1...15, using: &random)
    for row in 0..<count {
      let zone = Int.random(in: 0..<12, using: &random)
      // Below one that may come later, be there, be refused, or not be at all; never in a circle.
      let parent = ["z\(zone + 1)", "z\(zone + 2)", "", "", "nowhere"].picked(&random)
      let code = Int.random(in: 0..<5, using: &random) == 0 ? "1" : "\(zone + 1)"
      let area = ["", "3", "5"].picked(&random)
      text += "z\(zone),t,\(code),county,区\(row % 3),\(parent),\(area)\n"
    }
    return text + "y\(random.next()),u,\(random.next()),county,末区,,2.5\n"
  }
}

extension Array {
  /// One of the elements, of which there is at least one.
  fileprivate func picked(_ random: inout SeededGenerator) -> Element {
    self[Int.random(in: indices, using: &random)]
  }
}
