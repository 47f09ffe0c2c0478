import ClusterStore
import Foundation
import SQLite
import SampleStore
import Testing

/// What goes out as SQL comes back as it was, with no other program than the `sqlite3` shell.
@Suite struct RoundTripTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    let examples = SampleStore.root + "/examples"
    let survey = try program.run(
      "import", "\(examples)/synthetic-survey-liaoning.csv", "--mapping",
      "\(examples)/mappings/synthetic-survey.json")
    try #require(survey.status == 0, "\(survey.messages)")
  }

  @Test func `the seeded and surveyed database is the same after export and load`() throws {
    let load = try program.shell("agglom export sql -o all.sql && sqlite3 copy.db < all.sql")
    try #require(load.status == 0 && load.output.isEmpty, "\(load.messages)")
    let compared = try program.run("compare", "agglom.db", "copy.db")
    #expect(compared.status == 0, "\(compared.messages)")
    #expect(compared.output.isEmpty)
    let marks = "PRAGMA user_version; PRAGMA application_id;"
    let before = try program.shell("sqlite3 agglom.db '\(marks)'")
    let after = try program.shell("sqlite3 copy.db '\(marks)'")
    #expect(before.output == after.output)
    #expect(!before.output.split(separator: "\n").contains("0"))
    // The copy is a database like any other.
    #expect(try program.run("check", "--db", "copy.db").status == 0)
    let name = try program.run("find", "营口", "--db", "copy.db")
    #expect(try program.run("find", "营口").output == name.output)
  }

  @Test func `the comparison does find a cell that was changed`() throws {
    let change = "UPDATE firm_year SET output = output + 1 WHERE id = 7"
    let load = try program.shell("cp agglom.db copy.db && sqlite3 copy.db '\(change)'")
    try #require(load.status == 0, "\(load.messages)")
    let compared = try program.run("compare", "agglom.db", "copy.db")
    #expect(compared.status == 1)
    #expect(compared.output.contains("firm_year"))
    #expect(compared.output.contains("output"))
  }

  @Test func `every cell of the copy has the same type and bytes by SQLite's own quoting`() throws {
    let load = try program.shell("agglom export sql | sqlite3 copy.db")
    try #require(load.status == 0, "\(load.messages)")
    let copy = program.folder.appendingPathComponent("copy.db").path
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    try connection.run("ATTACH ?1 AS copy", [.text(copy)])
    let tables = try connection.query(
      """
      SELECT name FROM main.sqlite_schema WHERE type = 'table'
        AND name NOT LIKE 'name\\_index%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      """
    ) { $0.text(0) }
    #expect(tables.count > 40)
    for table in tables {
      let columns = try connection.query("SELECT name FROM pragma_table_info('\(table)')") {
        "quote(\"\($0.text(0))\")"
      }.joined(separator: ", ")
      let rows = { (schema: String) in "SELECT \(columns) FROM \(schema).\"\(table)\"" }
      let differing = try connection.value(
        """
        SELECT (SELECT count(*) FROM (\(rows("main")) EXCEPT \(rows("copy"))))
          + (SELECT count(*) FROM (\(rows("copy")) EXCEPT \(rows("main"))))
          + abs((SELECT count(*) FROM main."\(table)") - (SELECT count(*) FROM copy."\(table)"))
        """)
      #expect(differing == .integer(0), "\(table)")
    }
  }
}
