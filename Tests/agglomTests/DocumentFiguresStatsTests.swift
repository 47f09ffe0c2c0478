import Foundation
import SampleStore
import Testing

/// `agglom stats document-figures`, run as people run it.
@Suite struct DocumentFiguresStatsTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.addSeededDatabase()
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try program.run(["stats", "document-figures"] + arguments)
  }

  @Test func `it prints what is printed beside what comes out`() throws {
    let result = try run()
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        "st-004-02,s004,equipment manufacturing clusters,36.7,percent,36.735,0.035,agrees,18 / 49,")
    )
    #expect(!result.output.contains("nothing to recompute from"))
    #expect(result.messages.contains("recomputed less printed"))
    #expect(result.messages.contains("(--all lists these)"))
    let all = try run("--all")
    #expect(all.output.contains("a number that describes a document"))
    #expect(!all.messages.contains("--all"))
  }

  @Test(arguments: ["csv", "tsv", "json", "ndjson", "markdown", "table"])
  func `it writes every format`(format: String) throws {
    let figures = try run("--format", format)
    #expect(figures.status == 0 && figures.output.contains("liaoning-key"))
    let documents = try run("--contradictions", "--format", format)
    #expect(documents.status == 0 && documents.output.contains("120 against 49 in all"))
  }

  @Test func `a formula that a user added wrongly is told, and the rest is written`() throws {
    try SampleStore.write(
      "key,about,formula_ref,result_ref\nx1,ours,18/(2-2),9\n", to: program.folder.path + "/c.csv")
    try SampleStore.write(
      "derived_check,statistic\nx1,st-004-01\n", to: program.folder.path + "/i.csv")
    #expect(try program.run("import", "c.csv", "--into", "derived_check").status == 0)
    #expect(try program.run("import", "i.csv", "--into", "derived_check_input").status == 0)
    let result = try run()
    #expect(result.status == 1)
    #expect(
      result.messages.contains("x1: formula_ref '18/(2-2)': it divides by zero.\n"))
    #expect(result.output.contains("x1,s004,ours,9,"))
    #expect(result.output.contains(",cannot be computed,"))
    #expect(result.output.contains("st-004-02,s004,"))
  }

  @Test func `a database without documents, and options that exclude each other`() throws {
    try FileManager.default.removeItem(at: program.database)
    #expect(try program.run("init", "--empty").status == 0)
    let result = try run()
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.messages.contains("table statistic is empty"))
    #expect(try run("--all", "--contradictions").status == 64)
    #expect(try run("--db", "none.db").status == 66)
  }
}
