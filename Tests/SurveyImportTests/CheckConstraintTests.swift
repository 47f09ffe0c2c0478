import SQLite
import SampleStore
import Testing

@testable import ClusterStore
@testable import SurveyImport

/// Rules that users have added to tables, in whatever words, hold in an import of any size.
struct CheckConstraintTests {
  /// A database whose `table` has `constraint` too.
  private static func store(_ table: String, with constraint: String) throws -> Store {
    let store = try SampleStore.empty()
    try store.connection.execute(
      """
      INSERT INTO dataset (id, key, name_en, kind) VALUES (1, 's', 'Survey', 'survey');
      INSERT INTO firm (id, key, name_zh) VALUES (1, 'old', '甲');
      """)
    for table in ["dataset", "firm"] { try NameIndex(store).add(table: table, ids: 1...1) }
    try change(store, table, "\n) STRICT", ",\n  \(constraint)\n) STRICT")
    return store
  }

  /// Writes the definition of `table` anew.
  private static func change(
    _ store: Store, _ table: String, _ old: String, _ new: String
  ) throws {
    try store.connection.execute("PRAGMA writable_schema = 1")
    let count = try store.connection.run(
      "UPDATE sqlite_schema SET sql = replace(sql, ?2, ?3) WHERE name = ?1 AND instr(sql, ?2)",
      [.text(table), .text(old), .text(new)])
    try store.connection.execute("PRAGMA writable_schema = RESET")
    #expect(count == 1)
    #expect(try store.connection.value("PRAGMA integrity_check") == .text("ok"))
  }

  private static func load(
    _ store: Store, _ text: String, _ largeFrom: Int, onConflict: ConflictPolicy = .fail,
    edit: (inout Mapping) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s"]
    options.largeFrom = largeFrom
    options.onConflict = onConflict
    let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    var mapping = Mapping(
      table: "firm_year",
      columns: header.map { .init(from: $0, to: $0 == "name" ? "firm.name_zh" : $0) })
    edit(&mapping)
    options.mapping = mapping
    return try ImportRun(store, options: options).run(name: "survey.csv", text: text)
  }

  private static let survey = """
    firm,name,year,employees,output
    f1,甲,2020,7,5
    f2,乙,2020,13,5
    f3,甲,2020,7,5

    """

  @Test(
    arguments: [
      "check (employees <= 10)", "CHECK(employees <= 10)", "CHECK  ( employees<=10 )",
      "CHECK\n(\nemployees\n<=\n10\n)", "CHECK /* a ( comment */ (employees <= 10)",
      "CHECK -- it's one\n (employees <= 10)", "CHECK (\"employees\" <= 10)",
      "CHECK ([employees] <= 10)", "CHECK (`employees` <= 10)", "Check (EMPLOYEES <= 10)",
      "CHECK (abs(employees) < 11)", "CHECK (employees <= 10 OR employees IS NULL)",
      "CHECK (employees NOT IN (13, 14))", "CHECK (employees + output < 15)",
      "CHECK (employees >= '7' AND employees < '9')", "CHECK (employees BETWEEN '1' AND '12')",
      "CHECK (NOT employees > 10)", "CONSTRAINT few CHECK (employees <= 10)",
      "CHECK (employees <= +10)", "CHECK (employees <= 1e1)", "CHECK (employees <= 0xA)",
      "CHECK (10 >= employees)", "CHECK (employees IN (5, 6, 7, 8))", "CHECK ((employees <= 10))",
      "CHECK (employees BETWEEN 0 AND 10)", "CHECK (employees BETWEEN -1 AND 10 AND year > 1)",
      "CHECK (employees <= 10) CHECK (output > 1)", "CHECK (employees NOT BETWEEN 11 AND 20)",
    ], [0, Int.max])
  func `a rule of the figures is kept however it is written`(
    rule: String, largeFrom: Int
  ) throws {
    let store = try Self.store("firm_year", with: rule)
    let report = try Self.load(store, Self.survey, largeFrom)
    #expect(report.rejects.map(\.line) == [3])
    #expect(report.rejects.map(\.code) == ["constraint-error"])
    #expect(report.inserted == 2 && report.rejected == 1)
    #expect(
      try store.connection.query("SELECT employees FROM firm_year") { $0.integer(0) } == [7, 7])
    #expect(try store.connection.value("PRAGMA integrity_check") == .text("ok"))
    let update = try Self.load(
      store, "firm,year,employees\nf1,2020,13\nf3,2020,8\n", largeFrom, onConflict: .update)
    #expect(update.rejected == 1)
    #expect(try store.connection.value("SELECT max(employees) < 9 FROM firm_year") == .integer(1))
  }

  @Test(
    arguments: [
      "CHECK (name_zh IN ('甲', 'a,b'))", "check(name_zh in('it''s','甲'))",
      "CHECK (name_zh NOT IN ('乙'))", "CHECK (name_zh <> '乙')", "CHECK (\"name_zh\" = '甲')",
      "CHECK (name_zh BETWEEN '甲' AND '甲')", "CHECK (name_zh >= '甲')",
      "CHECK (role IS NOT NULL OR name_zh = '甲')", "CHECK (name_zh COLLATE NOCASE IN ('甲'))",
      "CHECK (name_zh IN ('甲') AND name_zh IN ('甲', '乙'))", "CHECK (name_zh GLOB '甲')",
    ], [0, Int.max])
  func `a rule of the firms rejects the rows of a firm that it keeps out`(
    rule: String, largeFrom: Int
  ) throws {
    let store = try Self.store("firm", with: rule)
    let more = "f2,乙,2021,7,5\nf4,甲,2021,7,5\n"
    let report = try Self.load(store, Self.survey + more, largeFrom)
    #expect(report.rejects.map(\.line) == [3, 5])
    #expect(Set(report.rejects.map(\.code)) == ["constraint-error"])
    #expect(report.inserted == 3 && report.firmsAdded == 3)
    #expect(try store.connection.value("SELECT count(*) FROM firm") == .integer(4))
    try StoreCheck(store).run { finding in
      if !finding.rule.hasPrefix("codebook") { #expect(finding.holds, "\(finding)") }
    }
    _ = try ImportUndo(store).run(try #require(report.batch))
    #expect(try store.connection.value("SELECT count(*) FROM firm") == .integer(1))
  }

  @Test(arguments: [0, Int.max])
  func `a column that takes its default is held to its rule`(largeFrom: Int) throws {
    let store = try Self.store("firm_year", with: "CHECK (output < 100)")
    try Self.change(
      store, "firm_year", "employees INTEGER CHECK (employees >= 0)",
      "employees INTEGER DEFAULT 20 CHECK (employees <= 10)")
    #expect(throws: ImportError.self) {
      try Self.load(store, "firm,name,year\nf1,甲,2020\n", largeFrom)
    }
    #expect(try Self.load(store, Self.survey, largeFrom).inserted == 2)
  }

  @Test(arguments: [0, Int.max])
  func `a text by default is held to its rule`(largeFrom: Int) throws {
    let store = try Self.store("firm", with: "CHECK (1)")
    try Self.change(store, "firm", "role TEXT", "role TEXT DEFAULT 'x' CHECK (role IN ('y'))")
    #expect(throws: ImportError.self) { try Self.load(store, Self.survey, largeFrom) }
  }

  @Test(arguments: [0, Int.max])
  func `sizes that the importer finds are held to a rule of their column`(largeFrom: Int) throws {
    let store = try SampleStore.seeded()
    try store.connection.execute(
      """
      INSERT INTO dataset (key, name_en, kind, currency) VALUES ('s', 'Survey', 'survey', 'CNY')
      """)
    try Self.change(store, "firm", "size_class IN ('large',", "size_class IN (")
    let survey = """
      firm,name,year,industry,employees,output
      f1,甲,2020,3421,5000,900000
      f2,乙,2020,3421,3,1

      """
    let report = try Self.load(store, survey, largeFrom)
    #expect(report.inserted + report.rejected == 2)
    #expect(
      try store.connection.value("SELECT count(*) FROM firm WHERE size_class = 'large'")
        == .integer(0))
    #expect(try store.connection.value("PRAGMA integrity_check") == .text("ok"))
  }

  @Test(
    arguments: [
      "CREATE UNIQUE INDEX own ON firm_year (employees) WHERE year = 2020",
      "CREATE UNIQUE INDEX own ON firm_year (employees % 6, output)",
      "CREATE UNIQUE INDEX own ON firm_year (employees DESC, year)",
      "CREATE UNIQUE INDEX own ON firm (name_zh COLLATE NOCASE)",
    ], [0, Int.max])
  func `an index that a user has made unique stays so`(index: String, largeFrom: Int) throws {
    let store = try SampleStore.empty()
    try store.connection.execute(
      "INSERT INTO dataset (id, key, name_en, kind) VALUES (1, 's', 'Survey', 'survey'); \(index)")
    let report = try Self.load(
      store, "firm,name,year,employees,output\nf1,a,2020,7,5\nf2,A,2020,7,5\nf3,b,2020,8,5\n",
      largeFrom)
    #expect(report.rejects.map(\.line) == [3])
    #expect(report.inserted == 2)
    #expect(try store.connection.value("PRAGMA integrity_check") == .text("ok"))
  }

  @Test(arguments: [0, Int.max])
  func `keys of firms that differ in case alone are one where a user says so`(largeFrom: Int) throws
  {
    let store = try SampleStore.empty()
    try store.connection.execute(
      """
      INSERT INTO dataset (id, key, name_en, kind) VALUES (1, 's', 'Survey', 'survey');
      DROP INDEX firm_key;
      CREATE UNIQUE INDEX firm_key ON firm (key COLLATE NOCASE);
      """)
    let report = try Self.load(
      store, "firm,name,year\nf1,a,2020\nF1,b,2020\nf3,b,2020\n", largeFrom)
    #expect(report.rejects.map(\.line) == [3])
    #expect(report.inserted == 2)
  }

  @Test(arguments: [0, Int.max])
  func `a table in another shape takes its rows`(largeFrom: Int) throws {
    for (old, new) in [
      ("\n) STRICT", "\n) WITHOUT ROWID, STRICT"), ("\n) STRICT", "\n)"),
      ("\n) STRICT", ",\n  twice REAL AS (output * 2) STORED\n) STRICT"),
      ("revenue REAL,", "revenue TEXT DEFAULT (hex(randomblob(8))),"),
      ("revenue REAL,", "revenue REAL DEFAULT 5 NOT NULL CHECK (revenue > 1),"),
    ] {
      let store = try SampleStore.empty()
      try store.connection.execute(
        "INSERT INTO dataset (id, key, name_en, kind) VALUES (1, 's', 'Survey', 'survey')")
      let sql = try store.connection.value(
        "SELECT sql FROM sqlite_schema WHERE name = 'firm_year'")
      guard case .text(let text)? = sql else { continue }
      try store.connection.execute("DROP TABLE firm_year")
      try store.connection.execute(text.replacing(old, with: new))
      let report = try Self.load(store, Self.survey, largeFrom)
      #expect(report.inserted == 3, "\(new)")
      #expect(try store.connection.value("PRAGMA integrity_check") == .text("ok"))
      if new.contains("random") {
        #expect(
          try store.connection.value("SELECT count(DISTINCT revenue) FROM firm_year") == .integer(3)
        )
      }
    }
  }

  @Test func `a code that is added is held to the rules of its table`() throws {
    let store = try Self.store("zone", with: "CHECK (kind NOT IN ('unknown'))")
    #expect(throws: (any Error).self) {
      try Self.load(store, "firm,name,year,zone\nf1,甲,2020,210106\n", .max) {
        $0.columns[3].unknown = .add
      }
    }
    #expect(try store.connection.value("SELECT count(*) FROM zone") == .integer(0))
  }
}
