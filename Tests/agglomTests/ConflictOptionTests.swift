import Foundation
import SampleStore
import Testing

/// `--on-conflict`, given to the built program.
@Suite struct ConflictOptionTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    try write("d.csv", "key,name_en,kind\ns,Survey,survey\n")
    let made = try program.run("import", "d.csv", "--into", "dataset")
    try #require(made.status == 0, "\(made.messages)")
    try write(
      "a.csv",
      "firm,firm_name,year,employees,output\nf1,甲厂,2021,5,10\nf2,乙厂,2021,6,20\n",
      modified: "2024-01-01")
    try write(
      "b.csv",
      "firm,firm_name,year,employees,output\nf1,甲厂,2021,8,\nf2,乙厂,2021,6,20\n"
        + "f3,丙厂,2021,7,30\nf3,丙厂,2021,9,\n", modified: "2024-02-01")
    let loaded = try load("a.csv")
    try #require(loaded.status == 0, "\(loaded.messages)")
  }

  private func write(_ name: String, _ text: String, modified day: String? = nil) throws {
    let path = program.folder.path + "/" + name
    try SampleStore.write(text, to: path)
    guard let day else { return }
    let date = try Date("\(day)T00:00:00Z", strategy: .iso8601)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }

  private func load(_ arguments: String...) throws -> Program.Result {
    try program.run(["import", "--into", "firm_year", "--set", "dataset=s"] + arguments)
  }

  private func figures() throws -> String {
    try program.run(
      "query", "SELECT employees, output FROM firm_year ORDER BY firm_id, year"
    ).output
  }

  private func batch() throws -> String {
    let text = try program.run("query", "SELECT max(id) FROM import_batch").output
    return String(text.split(separator: "\n")[1])
  }

  private func compare() throws -> String {
    try program.run("compare", "before.db", "agglom.db").output.split(separator: "\n")
      .filter { !$0.contains("import_batch") && !$0.contains("import_reject") }
      .joined(separator: "\n")
  }

  @Test func `skip tells what stays`() throws {
    let result = try load("b.csv", "--on-conflict", "skip")
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(
      result.messages == """
        b.csv: 4 rows read, 1 inserted, 1 unchanged, 2 left out, 0 rejected (into firm_year, batch \
        \(try batch())).
          2 rows differ from what is there, which stays: line 2 (employees: 5, not 8); line 5 \
        (employees: 7, not 9).
          1 firms were added.
          To take it back: agglom imports undo \(try batch())

        """)
    #expect(try figures() == "employees,output\n5,10\n6,20\n7,30\n")
  }

  @Test func `update is counted, shown and taken back`() throws {
    #expect(try program.run("backup", "before.db").status == 0)
    let result = try load("b.csv", "--on-conflict", "update")
    #expect(result.status == 0)
    #expect(
      result.messages.hasPrefix(
        "b.csv: 4 rows read, 1 inserted, 2 updated, 1 unchanged, 0 rejected"))
    #expect(try figures() == "employees,output\n8,10\n6,20\n9,30\n")
    let shown = try program.run("imports", "show", batch())
    let lines = Set(shown.output.split(separator: "\n").map(String.init))
    for line in [
      "inserted,1", "updated,2", "unchanged,1", "skipped,0", "rows_in_firm_year,1",
      "rows_changed_in_firm_year,1", "file_modified_at,2024-02-01T00:00:00Z", "undo,possible",
      "example of update,\"firm_year f1, 2021, s: employees 5 -> 8\"",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    let undone = try program.run("imports", "undo", batch())
    #expect(
      undone.messages.hasSuffix("  firm_year: 1 rows removed\n  firm_year: 1 rows restored\n"))
    #expect(try compare() == "")
    #expect(try program.run("check").status == 0)
  }

  @Test func `newest goes by when the files were modified`() throws {
    let newer = try load("b.csv", "--on-conflict", "newest")
    #expect(
      newer.messages.hasPrefix("b.csv: 4 rows read, 1 inserted, 1 updated, 1 unchanged, 1 left"))
    let older = try load("a.csv", "--on-conflict", "newest")
    #expect(older.messages.hasPrefix("a.csv: 2 rows read, 0 inserted, 1 unchanged, 1 left out"))
    #expect(try figures() == "employees,output\n8,10\n6,20\n7,30\n")
  }

  @Test func `fail is what happens where nothing is said`() throws {
    for arguments in [[], ["--on-conflict", "fail"]] {
      let result = try program.run(
        ["import", "--into", "firm_year", "--set", "dataset=s", "b.csv", "--dry-run"] + arguments)
      #expect(result.status == 2)
      #expect(result.messages.hasPrefix("b.csv: 4 rows read, 1 inserted, 3 rejected"))
    }
  }

  @Test func `a repeated file under a policy is no failure`() throws {
    let result = try load("a.csv", "--on-conflict", "update")
    #expect(result.status == 0)
    #expect(result.messages.hasPrefix("a.csv: 2 rows read, 0 inserted, 2 unchanged, 0 rejected"))
    #expect(result.messages.contains("the same file came in before"))
  }

  @Test(arguments: ["nope", "", "UPDATE"]) func `a bad policy is refused`(policy: String) throws {
    let result = try load("b.csv", "--on-conflict", policy)
    #expect(result.status == 64)
    #expect(
      result.messages.contains("Please provide one of 'fail', 'skip', 'update' or 'newest'."))
    #expect(try figures() == "employees,output\n5,10\n6,20\n")
  }
}
