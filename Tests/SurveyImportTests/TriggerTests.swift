import SQLite
import SampleStore
import Testing

@testable import ClusterStore
@testable import SurveyImport

/// Triggers that users have made may refuse, ignore or change what an import brings.
struct TriggerTests {
  let store: Store

  init() throws {
    store = try SampleStore.empty()
    try store.connection.execute(
      """
      INSERT INTO dataset (id, key, name_en, kind) VALUES (1, 's', 'Survey', 'survey');
      CREATE TABLE audit (id INTEGER PRIMARY KEY, what TEXT) STRICT;
      """)
    try NameIndex(store).add(table: "dataset", ids: 1...1)
  }

  private func load(
    _ text: String, largeFrom: Int = .max, onConflict: ConflictPolicy = .fail
  ) throws -> ImportReport {
    var options = ImportRun.Options(table: "firm_year")
    options.constants = ["dataset": "s"]
    options.largeFrom = largeFrom
    options.onConflict = onConflict
    options.mapping = Mapping(
      table: "firm_year",
      columns: [
        .init(from: "firm", to: "firm"), .init(from: "name", to: "firm.name_zh"),
        .init(from: "year", to: "year"), .init(from: "employees", to: "employees"),
      ])
    return try ImportRun(store, options: options).run(name: "survey.csv", text: text)
  }

  private static let survey = """
    firm,name,year,employees
    f1,甲,2020,7
    f2,乙,2020,13
    f3,丙,2020,8
    f2,乙,2021,9

    """

  private func employees() throws -> [Int64] {
    try store.connection.query("SELECT employees FROM firm_year ORDER BY id") { $0.integer(0) }
  }

  private func expectSound() throws {
    try StoreCheck(store).run { finding in
      if !finding.rule.hasPrefix("codebook") { #expect(finding.holds, "\(finding)") }
    }
  }

  @Test(arguments: ["BEFORE", "AFTER"], ["ABORT", "FAIL"])
  func `a trigger that refuses a row rejects it, and no other`(time: String, raise: String) throws {
    for (largeFrom, name) in [(0, "firm_year"), (.max, "FIRM_YEAR")] {
      try store.connection.execute(
        """
        DROP TRIGGER IF EXISTS own;
        CREATE TRIGGER own \(time) INSERT ON \(name) WHEN new.employees > 10 BEGIN
          INSERT INTO audit (what) VALUES ('tried');
          SELECT RAISE(\(raise), 'too many people');
        END
        """)
      let report = try load(Self.survey, largeFrom: largeFrom)
      #expect(report.rejects.map(\.line) == [3])
      #expect(report.rejects.map(\.code) == ["constraint-error"])
      #expect(report.rejects.map(\.reason) == ["too many people"])
      #expect(report.inserted == 3 && report.rejected == 1)
      #expect(try employees() == [7, 8, 9])
      // What the trigger did to a row that it refuses goes with the row.
      #expect(try store.connection.value("SELECT count(*) FROM audit") == .integer(0))
      try expectSound()
      _ = try ImportUndo(store).run(try #require(report.batch))
      #expect(try store.connection.value("SELECT count(*) FROM firm") == .integer(0))
    }
  }

  @Test func `a row that a trigger ignores is not counted as inserted`() throws {
    try store.connection.execute(
      """
      CREATE TRIGGER own BEFORE INSERT ON firm_year WHEN new.employees > 10 BEGIN
        SELECT RAISE(IGNORE);
      END
      """)
    let report = try load(Self.survey, largeFrom: 0)
    #expect(report.rejects.map(\.line) == [3])
    #expect(report.inserted == 3 && report.rejected == 1)
    #expect(try employees() == [7, 8, 9])
    try expectSound()
  }

  @Test func `a row that a trigger deletes again is rejected`() throws {
    try store.connection.execute(
      """
      CREATE TRIGGER own AFTER INSERT ON firm_year WHEN new.employees = 8 BEGIN
        DELETE FROM firm_year WHERE employees IN (7, 8);
      END
      """)
    let report = try load(Self.survey)
    #expect(report.rejects.map(\.line) == [2, 4])
    #expect(report.inserted == 2)
    #expect(try employees() == [13, 9])
    try expectSound()
    _ = try ImportUndo(store).run(try #require(report.batch))
    #expect(try employees() == [])
  }

  @Test func `a trigger that rolls back ends the import, and nothing is written`() throws {
    try store.connection.execute(
      """
      CREATE TRIGGER own BEFORE INSERT ON firm_year WHEN new.employees > 10 BEGIN
        SELECT RAISE(ROLLBACK, 'no more today');
      END
      """)
    do {
      _ = try load(Self.survey)
      Issue.record("the import went on")
    } catch let error as SQLiteError {
      #expect(error.message.contains("no more today"))
      #expect(error.message.contains("firm_year"))
    }
    #expect(try store.connection.value("SELECT count(*) FROM firm") == .integer(0))
    #expect(try store.connection.value("SELECT count(*) FROM import_batch") == .integer(0))
    #expect(!store.connection.isInTransaction)
    #expect(try store.connection.value("PRAGMA foreign_keys") == .integer(1))
  }

  @Test(arguments: ["ABORT, 'no'", "FAIL, 'no'", "IGNORE"])
  func `a firm that a trigger keeps out keeps out its rows`(raise: String) throws {
    try store.connection.execute(
      """
      CREATE TRIGGER own BEFORE INSERT ON firm WHEN new.key = 'f2' BEGIN
        SELECT RAISE(\(raise));
      END
      """)
    for largeFrom in [0, Int.max] {
      let report = try load(Self.survey, largeFrom: largeFrom)
      #expect(report.rejects.map(\.line) == [3, 5])
      #expect(report.inserted == 2 && report.firmsAdded == 2)
      try expectSound()
      _ = try ImportUndo(store).run(try #require(report.batch))
    }
  }

  @Test func `a trigger that changes rows and writes elsewhere leaves an import that can go`()
    throws
  {
    try store.connection.execute(
      """
      CREATE TRIGGER own AFTER INSERT ON firm_year BEGIN
        UPDATE firm_year SET output = 1 WHERE id = new.id;
        INSERT INTO audit (what) VALUES (new.employees);
      END
      """)
    let report = try load(Self.survey, largeFrom: 0)
    #expect(report.inserted == 4)
    #expect(try store.connection.value("SELECT sum(output) FROM firm_year") == .real(4))
    #expect(try store.connection.value("SELECT count(*) FROM audit") == .integer(4))
    try expectSound()
    _ = try ImportUndo(store).run(try #require(report.batch))
    #expect(try employees() == [])
  }

  @Test(arguments: ["ABORT, 'kept'", "FAIL, 'kept'", "IGNORE", "ROLLBACK, 'kept'"])
  func `a trigger may keep a row from being updated`(raise: String) throws {
    _ = try load(Self.survey)
    try store.connection.execute(
      """
      CREATE TRIGGER own BEFORE UPDATE ON firm_year WHEN new.employees = 99 BEGIN
        SELECT RAISE(\(raise));
      END
      """)
    let text = "firm,name,year,employees\nf1,甲,2020,99\nf3,丙,2020,10\n"
    guard !raise.hasPrefix("ROLLBACK") else {
      #expect(throws: SQLiteError.self) { try load(text, onConflict: .update) }
      #expect(try employees() == [7, 13, 8, 9])
      return
    }
    let report = try load(text, onConflict: .update)
    #expect(report.updated == 1 && report.rejects.map(\.line) == [2])
    #expect(try employees() == [7, 13, 10, 9])
    _ = try ImportUndo(store).run(try #require(report.batch))
    #expect(try employees() == [7, 13, 8, 9])
  }

  @Test(
    arguments: ["ABORT, 'kept'", "FAIL, 'kept'", "IGNORE", "ROLLBACK, 'kept'"],
    ["DELETE", "UPDATE"]
  )
  func `a trigger may keep a batch from being undone, and then all of it stays`(
    raise: String, event: String
  ) throws {
    let first = try load(Self.survey)
    let second = try load(
      "firm,name,year,employees\nf1,甲,2020,99\nf9,丙,2020,10\n", onConflict: .update)
    try store.connection.execute(
      """
      CREATE TRIGGER own BEFORE \(event) ON firm_year WHEN old.employees IN (10, 99) BEGIN
        SELECT RAISE(\(raise));
      END
      """)
    let before = try store.copiedToMemory()
    let batch = try #require(second.batch)
    do {
      _ = try ImportUndo(store).run(batch)
      Issue.record("the batch was taken back")
    } catch UndoError.refused(let number, let reason) {
      #expect(number == batch && !reason.isEmpty)
      if event == "DELETE", raise != "IGNORE" { #expect(reason.contains("kept")) }
    }
    let differences = try DatabaseComparison(before.connection, store.connection, limit: 10)
      .differences
    #expect(differences.isEmpty)
    #expect(try store.connection.value("PRAGMA foreign_keys") == .integer(1))
    try store.connection.execute("DROP TRIGGER own")
    for batch in [batch, try #require(first.batch)] { _ = try ImportUndo(store).run(batch) }
    #expect(try employees() == [])
  }
}
