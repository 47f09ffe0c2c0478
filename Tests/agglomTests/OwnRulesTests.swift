import Foundation
import SQLite
import SampleStore
import Testing

/// Rules and triggers that users have added to the database, in imports by the built program.
struct OwnRulesTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  private func change(_ sql: String) throws {
    try Connection(path: program.database.path, mode: .readWrite).execute(sql)
  }

  private func query(_ sql: String) throws -> Value? {
    // SQLite looks at the CHECKs of a file only where it may write it.
    try Connection(path: program.database.path, mode: .readWrite).value(sql)
  }

  private static let mapping = """
    {"table": "firm_year", "dataset": {"key": "s", "name_en": "Survey", "kind": "survey"},
     "columns": [{"from": "firm", "to": "firm"}, {"from": "name", "to": "firm.name_zh"},
       {"from": "year", "to": "year"}, {"from": "employees", "to": "employees"}]}
    """

  /// Imports `count` firms, of which one has too many people.
  private func load(_ count: Int) throws -> Program.Result {
    var text = "firm,name,year,employees\n"
    for number in 0..<count {
      text += "firm-\(number),企业\(number),2020,\(number == 2 ? 99 : 5)\n"
    }
    try SampleStore.write(text, to: program.folder.path + "/survey.csv")
    try SampleStore.write(Self.mapping, to: program.folder.path + "/survey.json")
    return try program.run(
      "import", "survey.csv", "--mapping", "survey.json", "--rejects", "rejects.csv")
  }

  @Test(arguments: [9, 21_000])
  func `a rule in words that no program foresees is kept, however large the file`(
    count: Int
  ) throws {
    try change(
      """
      PRAGMA writable_schema = 1;
      UPDATE sqlite_schema SET sql = replace(sql, 'employees INTEGER CHECK (employees >= 0)',
        'employees INTEGER check("employees" NOT IN (98, 99))') WHERE name = 'firm_year';
      PRAGMA writable_schema = RESET;
      """)
    let result = try load(count)
    #expect(result.status == 2, "\(result.messages)")
    #expect(try query("SELECT count(*) FROM firm_year") == .integer(Int64(count - 1)))
    #expect(try query("SELECT max(employees) FROM firm_year") == .integer(5))
    #expect(try query("PRAGMA integrity_check") == .text("ok"))
    let rejects = try program.run(
      "query", "SELECT line, code FROM import_reject ORDER BY id DESC LIMIT 1")
    #expect(rejects.output == "line,code\n4,constraint-error\n")
  }

  @Test(arguments: [9, 21_000]) func `a trigger may refuse a row`(count: Int) throws {
    try change(
      """
      CREATE TRIGGER own BEFORE INSERT ON firm_year WHEN new.employees > 50 BEGIN
        SELECT RAISE(ABORT, 'too many people');
      END
      """)
    let result = try load(count)
    #expect(result.status == 2 && result.messages.contains("too many people"))
    #expect(try query("SELECT count(*) FROM firm_year") == .integer(Int64(count - 1)))
    for export in [["sql"], ["csv", "firm_year"], ["datasette", "published"]] {
      let exported = try program.run(["export"] + export)
      #expect(exported.status == 0, "\(export): \(exported.messages)")
    }
    let batch = try query("SELECT max(id) FROM import_batch")
    guard case .integer(let batch)? = batch else { return }
    #expect(try program.run("imports", "undo", "\(batch)").status == 0)
    #expect(try query("SELECT count(*) FROM firm_year") == .integer(0))
  }

  @Test func `a trigger that rolls back ends the import with what it says`() throws {
    try change(
      """
      CREATE TRIGGER own AFTER INSERT ON firm_year WHEN new.employees > 50 BEGIN
        SELECT RAISE(ROLLBACK, 'no more today');
      END
      """)
    let result = try load(9)
    #expect(result.status == 1 && result.messages.contains("no more today"), "\(result)")
    #expect(try query("SELECT count(*) FROM firm_year") == .integer(0))
    #expect(
      try query("SELECT count(*) FROM firm")
        == query("SELECT count(*) FROM firm WHERE key NOT GLOB 'firm-*'"))
  }

  @Test func `a trigger may keep a batch from being undone`() throws {
    _ = try load(9)
    try change(
      """
      CREATE TRIGGER own BEFORE DELETE ON firm_year BEGIN SELECT RAISE(ABORT, 'for ever'); END
      """)
    let batch = try query("SELECT max(id) FROM import_batch")
    guard case .integer(let batch)? = batch else { return }
    let result = try program.run("imports", "undo", "\(batch)")
    #expect(result.status == 1 && result.messages.contains("for ever"), "\(result)")
    #expect(try query("SELECT count(*) FROM firm_year") == .integer(9))
  }
}
