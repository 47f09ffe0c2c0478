import Foundation
import SQLite
import SampleStore
import Testing

/// Looking at imports and taking them back, by the built program.
@Suite struct ImportsCommandTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    try SampleStore.write(
      "key,name_en,kind\ns,Survey,survey\n", to: program.folder.path + "/d.csv")
    try SampleStore.write(
      "firm,firm_name,year,employees\nf1,甲厂,2021,5\nf2,乙厂,2021,x\nf3,丙厂,2021,7\n",
      to: program.folder.path + "/a.csv")
    let made = try program.run("import", "d.csv", "--into", "dataset")
    try #require(made.status == 0, "\(made.messages)")
  }

  /// Imports the survey; the number of its batch.
  private func load() throws -> String {
    let result = try program.run(
      "import", "a.csv", "--into", "firm_year", "--set", "dataset=s", "--rejects", "/dev/null")
    try #require(result.status == 2, "\(result.messages)")
    let text = try program.run("query", "SELECT max(id) FROM import_batch").output
    return String(text.split(separator: "\n")[1])
  }

  private func compare() throws -> String {
    // The journal keeps what was undone, which is the only thing that may differ.
    try program.run("compare", "before.db", "agglom.db").output.split(separator: "\n")
      .filter { !$0.contains("import_batch") && !$0.contains("import_reject") }
      .joined(separator: "\n")
  }

  @Test func `show tells file, counts, rows, rejects and whether it can be undone`() throws {
    let batch = try load()
    let shown = try program.run("imports", "show", batch)
    #expect(shown.status == 0 && shown.messages.isEmpty)
    let lines = Set(shown.output.split(separator: "\n").map(String.init))
    for line in [
      "name,value", "batch,\(batch)", "file,a.csv", "table,firm_year", "dataset,s", "rows_read,3",
      "inserted,2", "updated,0", "unchanged,0", "skipped,0", "rejected,1", "rows_in_firm,2",
      "rows_in_firm_year,2", "undo,possible", "rejected type-error,1",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(
      lines.contains { $0.contains("example of type-error,") && $0.contains("line 3: employees") })
    #expect(lines.contains { $0.hasPrefix("sha256,") && $0.count == 7 + 64 })
  }

  @Test func `undo gives back exactly the database before`() throws {
    #expect(try program.run("backup", "before.db").status == 0)
    let batch = try load()
    #expect(try !compare().isEmpty)
    let dry = try program.run("imports", "undo", batch, "--dry-run")
    #expect(dry.status == 0 && dry.messages.contains("nothing was written"))
    #expect(try !compare().isEmpty)
    let undone = try program.run("imports", "undo", batch)
    #expect(undone.status == 0 && undone.output.isEmpty)
    #expect(
      undone.messages == """
        Batch \(batch) (a.csv) was undone.
          firm: 2 rows removed
          firm_year: 2 rows removed

        """)
    #expect(try compare() == "")
    #expect(try program.run("check").status == 0)
    let shown = try program.run("imports", "show", batch).output
    #expect(shown.contains("undone_at,20"))
    #expect(shown.contains("undo,\"not possible") || shown.contains("undo,not possible"))
    // The same file can come again, and is no repetition then.
    let again = try program.run(
      "import", "a.csv", "--into", "firm_year", "--set", "dataset=s", "--rejects", "/dev/null")
    #expect(!again.messages.contains("came in before"))
  }

  @Test func `a batch is undone once`() throws {
    let batch = try load()
    #expect(try program.run("imports", "undo", batch).status == 0)
    let twice = try program.run("imports", "undo", batch)
    #expect(twice.status == 1)
    #expect(twice.messages.contains("batch \(batch) was undone on 20"))
    #expect(try program.run("imports", "undo", batch, "--dry-run").status == 1)
  }

  @Test func `rows that were edited since are listed, and nothing is taken back`() throws {
    let batch = try load()
    let connection = try Connection(path: program.database.path, mode: .readWrite)
    try connection.execute("UPDATE firm_year SET employees = employees + 1")
    let before = try connection.value("SELECT group_concat(employees) FROM firm_year")
    let refused = try program.run("imports", "undo", batch)
    #expect(refused.status == 1)
    #expect(refused.messages.contains("firm_year 1 (line 2) was changed since"))
    #expect(refused.messages.contains("firm_year 2 (line 4) was changed since"))
    #expect(try program.run("imports", "undo", batch, "--dry-run").status == 1)
    #expect(try connection.value("SELECT group_concat(employees) FROM firm_year") == before)
    #expect(
      try program.run("imports", "show", batch).output.contains("undo,\"not possible")
        || program.run("imports", "show", batch).output.contains("undo,not possible"))
  }

  @Test(arguments: [["show", "999"], ["undo", "999"], ["undo", "999", "--dry-run"]])
  func `a number that is no batch is told`(arguments: [String]) throws {
    let result = try program.run(["imports"] + arguments)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.messages.contains("999"))
  }

  @Test(arguments: [["show"], ["undo"], ["show", "x"], ["undo", "1.5"]])
  func `a number is needed`(arguments: [String]) throws {
    #expect(try program.run(["imports"] + arguments).status == 64)
  }

  @Test func `list has a row for each, the latest last`() throws {
    let batch = try load()
    let list = try program.run("imports", "list").output.split(separator: "\n")
    #expect(list.count == 3)
    #expect(list[0].hasPrefix("batch,table,dataset,file,read,inserted"))
    #expect(list[2].hasPrefix("\(batch),firm_year,s,a.csv,3,2,0,0,0,1,"))
  }
}
