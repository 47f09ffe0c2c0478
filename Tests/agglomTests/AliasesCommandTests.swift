import Foundation
import SampleStore
import Testing

@testable import agglom

/// Names of columns that users teach the import.
@Suite struct AliasesCommandTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  private func aliases(_ arguments: String...) throws -> Program.Result {
    try program.run(["aliases"] + arguments)
  }

  @Test func `an alias stays, is used by the next import and told as its reason`() throws {
    let added = try aliases("add", "firm_year.output", "产值合计（万元）")
    #expect(added.status == 0 && added.output.isEmpty)
    #expect(added.messages == "'产值合计（万元）' means firm_year.output from now on.\n")
    #expect(try aliases("add", "firm.name_zh", "单位详细名称甲").status == 0)
    let list = try aliases("list").output.split(separator: "\n")
    #expect(
      list.map { $0.split(separator: ",").prefix(3).joined(separator: ",") } == [
        "table,column,alias", "firm,name_zh,单位详细名称甲", "firm_year,output,产值合计",
      ])
    #expect(try aliases("list", "firm").output.split(separator: "\n").count == 2)
    try SampleStore.write(
      "key,name_en,kind,currency\ns,Survey,survey,CNY\n", to: program.folder.path + "/d.csv")
    try SampleStore.write(
      "firm,单位详细名称甲,year,产值合计（亿元）\nf1,A,2021,2\n", to: program.folder.path + "/a.csv")
    _ = try program.run("import", "d.csv", "--into", "dataset")
    let arguments = ["import", "a.csv", "--into", "firm_year", "--set", "dataset=s"]
    let dry = try program.run(arguments + ["--dry-run"])
    #expect(
      dry.output.contains("产值合计（亿元）,output,亿元,100000000,real,2,\"added alias, unit in the name\""))
    #expect(dry.output.contains("单位详细名称甲,firm.name_zh,\"\",\"\",text,A,added alias"))
    #expect(dry.output.contains("firm,firm_id,\"\",\"\",firm,f1,alias"))
    #expect(try program.run(arguments).status == 0)
    let figure = try program.run("query", "SELECT output FROM firm_year")
    #expect(figure.output == "output\n200000000\n")
  }

  @Test func `what means that column already is told and is no error`() throws {
    _ = try aliases("add", "firm_year.zone", "所在园区甲")
    for name in ["所在园区甲", "zone", "Zone"] {
      let again = try aliases("add", "firm_year.zone", name)
      #expect(again.status == 0)
      #expect(again.messages == "'\(name)' means firm_year.zone already.\n")
    }
    #expect(try aliases("list").output.split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    ("firm_year.outptu", "x", 64, "has no column 'outptu'. Did you mean output?"),
    ("firm_yaer.output", "x", 64, "there is no table 'firm_yaer'. Did you mean firm_year?"),
    ("output", "x", 64, "table.column"), ("firm_year.", "x", 64, "table.column"),
    ("import_batch.sha256", "x", 64, "there is no table 'import_batch' to import into"),
    ("firm_year.id", "x", 64, "no file fills firm_year.id"),
    ("firm_year.flags", "x", 64, "no file fills firm_year.flags"),
    ("firm_year.output", "", 64, "is no name of a column"),
    ("firm_year.output", " () ", 64, "is no name of a column"),
    ("firm_year.output", "revenue", 1, "'revenue' means 'revenue' in files for firm_year already"),
    ("firm_year.output", "从业人员", 1, "means 'employees' in files for firm_year already; say in a"),
    ("firm_year.output", "企业名称", 1, "means 'firm.name_zh'"),
  ])
  func `what cannot be one is refused with the reason`(
    place: String, alias: String, status: Int32, words: String
  ) throws {
    let result = try aliases("add", place, alias)
    #expect(result.status == status)
    #expect(result.messages.contains(words), "\(result.messages)")
    #expect(try aliases("list").output == "table,column,alias,added_at\n")
  }

  @Test func `a name that was added to another column is to be forgotten first`() throws {
    _ = try aliases("add", "firm_year.output", "合计甲")
    let taken = try aliases("add", "firm_year.revenue", "合计甲")
    #expect(taken.status == 1)
    #expect(taken.messages.contains("means 'output'"))
    #expect(taken.messages.contains("agglom aliases remove"))
    let wrong = try aliases("remove", "firm_year.revenue", "合计甲")
    #expect(wrong.status == 1)
    #expect(wrong.messages.contains("'合计甲' was not added to firm_year.revenue; nothing was."))
    let other = try aliases("remove", "firm_year.output", "总计")
    #expect(other.messages.contains("合计甲 was."))
    #expect(try aliases("remove", "firm_year.output", "合计甲 (万元)").status == 0)
    #expect(try aliases("add", "firm_year.revenue", "合计甲").status == 0)
  }

  @Test func `lists of a table that is not there are refused`() throws {
    #expect(try aliases("list", "shoes").status == 64)
  }
}
