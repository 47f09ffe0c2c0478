import ArgumentParser
import Foundation
import SampleStore
import Testing

@testable import agglom

/// The options of an import, given to the built program.
@Suite struct ImportOptionTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
    try write("d.csv", "key,name_en,kind\ns,Survey,survey\n")
    let made = try program.run("import", "d.csv", "--into", "dataset")
    try #require(made.status == 0, "\(made.messages)")
  }

  private func write(_ name: String, _ text: String) throws {
    try SampleStore.write(text, to: program.folder.path + "/" + name)
  }

  private func load(_ arguments: String...) throws -> Program.Result {
    try program.run(["import", "--into", "firm_year", "--set", "dataset=s"] + arguments)
  }

  private func rows() throws -> String {
    try program.run("query", "SELECT count(*) FROM firm_year").output
  }

  private static let two = "firm,firm_name,year\nf1,A,2021\nf2,B,bad\nf3,C,worse\n"

  @Test func `more rejected rows than allowed end the import with nothing written`() throws {
    try write("a.csv", Self.two)
    let refused = try load("a.csv", "--max-errors", "1")
    #expect(refused.status == 65)
    #expect(
      refused.messages.hasPrefix(
        """
        Error: a.csv: 2 of the 3 rows read so far are rejected (2 type-error), and 1 may be, so \
        nothing was written. The first problems:
          a.csv:3: year: 'bad'
        """), "\(refused.messages)")
    #expect(try rows() == "count(*)\n0\n")
    #expect(try load("a.csv", "--max-errors", "2").status == 2)
    #expect(try rows() == "count(*)\n1\n")
  }

  @Test func `a dry run with a limit tells everything, then refuses`() throws {
    try write("a.csv", Self.two)
    let result = try load("a.csv", "--max-errors", "0", "--dry-run")
    #expect(result.status == 65)
    #expect(result.output.hasPrefix("file,column,goes to"))
    #expect(result.messages.contains("a.csv:4: year: 'worse'"))
    #expect(result.messages.contains("Error: a.csv: 2 of the 3 rows"))
  }

  @Test func `strict says what it would not have`() throws {
    try write("a.csv", "firm,firm_name,year,zone,mood\nf1,A,2021,999999,x\n")
    let arguments = ["a.csv", "--ignore-unmapped", "--unknown", "zone=null"]
    let strict = try program.run(
      ["import", "--into", "firm_year", "--set", "dataset=s", "--strict"] + arguments)
    #expect(strict.status == 65)
    #expect(strict.messages.contains("columns that have no place: 'mood'"))
    #expect(strict.messages.contains("1 references to zone are left empty"))
    #expect(try rows() == "count(*)\n0\n")
    let loose = try program.run(
      ["import", "--into", "firm_year", "--set", "dataset=s"] + arguments)
    #expect(loose.status == 0)
    #expect(loose.messages.contains("since it has no such row: '999999' in line 2."))
    let shown = try program.shell(
      "agglom imports show $(agglom imports list | tail -1 | cut -d, -f1)")
    #expect(
      shown.output.contains(
        "unknown_references,\"{\"\"added\"\":{},\"\"emptied\"\":{\"\"zone\"\":1}}"))
  }

  @Test func `a policy that makes no sense is refused with those that do`() throws {
    try write("a.csv", "firm,firm_name,year\nf1,A,2021\n")
    let result = try load("a.csv", "--unknown", "firm=null")
    #expect(result.status == 64)
    #expect(
      result.messages
        == "Error: --unknown firm=null: 'firm_id' of firm_year cannot be empty; for firm there is "
        + "reject and add.\n")
  }

  @Test(
    arguments: [
      (["--max-errors", "-1"], "--max-errors"), (["--strict", "--max-errors", "3"], "leave out"),
      (["--no-header", "--header-rows", "2"], "contradict"), (["--quote", "''"], "--quote"),
      (["--quote", "x", "--delimiter", "x"], "same character"),
      (["--unknown", "zone=maybe"], "zone=maybe"),
      (["--delimiter", "\""], "same character"), (["--quote", "引"], "--quote"),
      (["--unknown", "=null"], "=null"), (["--unknown", "zone"], "--unknown"),
      (["--unknown", "zone=null", "--unknown", "zone=add"], "two things"),
      (["--max-errors", "some"], "--max-errors"),
    ] as [([String], String)])
  func `what is written wrongly is refused with the reason`(arguments: [String], reason: String) {
    let all = ["import", "f.csv", "--into", "firm_year"] + arguments
    let error = #expect(throws: (any Error).self) { try Agglom.parseAsRoot(all) }
    guard let error else { return }
    #expect(Agglom.exitCode(for: error) == .validationFailure)
    #expect(Agglom.fullMessage(for: error).contains(reason))
  }

  @Test func `a headerless file and its rejects come in by the same options`() throws {
    try write(
      "m.json",
      """
      {"table": "firm_year", "columns": [{"from": "column_1", "to": "firm"},
        {"from": "column_2", "to": "firm.name_zh"}, {"from": "column_3", "to": "year"}]}
      """)
    try write("a.csv", "f1;'A;B';2021\nf2;'C';bad\n")
    let options = [
      "--mapping", "m.json", "--set", "dataset=s", "--delimiter", ";", "--quote", "'",
      "--no-header",
    ]
    let first = try program.run(["import", "a.csv"] + options)
    #expect(first.status == 2, "\(first.messages)")
    let rejects = try TextFile.read(program.folder.path + "/a.csv.rejects.csv")
    #expect(
      rejects == "f2;'C';bad;type-error;column_3: it is no year such as 2015 or 2015年\n")
    try write("b.csv", rejects.replacing("bad", with: "2022"))
    let second = try program.run(["import", "b.csv"] + options)
    #expect(second.status == 0, "\(second.messages)")
    #expect(try rows() == "count(*)\n2\n")
  }

  // MARK: Several files

  @Test func `files come in in the order given, those of a pattern by name`() throws {
    for (number, name) in ["c", "a", "b"].enumerated() {
      try write("\(name).csv", "firm,firm_name,year\nf\(number),A,2021\n")
    }
    try write("a.csv.rejects.csv", "firm\n")
    let result = try load("c.csv", "[ab]*.csv")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.hasPrefix("a.csv.rejects.csv: left, since it holds rejects"))
    let files = try program.run(
      "query", "SELECT file_name FROM import_batch WHERE table_name = 'firm_year' ORDER BY id")
    #expect(files.output == "file_name\nc.csv\na.csv\nb.csv\n")
  }

  @Test func `where one file fails nothing of the call is written`() throws {
    try write("a.csv", "firm,firm_name,year\nf1,A,2021\n")
    try write("b.csv", "firm,firm_name,year\nf2,A,bad\n")
    #expect(try load("?.csv").status == 65)
    #expect(try load("a.csv", "none.csv").status == 66)
    #expect(try load("a.csv", ".").status == 66)
    #expect(try rows() == "count(*)\n0\n")
    #expect(try program.run("imports", "list").output.contains("firm_year") == false)
  }

  @Test func `a pattern that matches nothing is an error`() throws {
    let result = try load("data/*.csv")
    #expect(result.status == 66)
    #expect(result.messages == "Error: data/*.csv: cannot be read: no file matches it.\n")
  }
}
