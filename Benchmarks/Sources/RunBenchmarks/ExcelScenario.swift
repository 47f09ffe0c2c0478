import Foundation

/// The import of an Excel file against that of the same rows as delimited text.
struct ExcelScenario: Scenario {
  let name = "excel"
  let isOptional = true

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let program = workspace.options.agglomExcel
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw BenchmarkFailure("'\(program)' is not built; run scripts/benchmark --excel.")
    }
    let rows = max(1, workspace.options.rows / 10)
    let workbook = try workspace.survey(SurveyFile(rows: rows, ending: "xlsx"))
    let text = try workspace.survey(SurveyFile(rows: rows))
    let contestants = [("Excel", workbook), ("text", text)].map { kind, survey in
      Contestant(name: kind) {
        let database = try workspace.freshDatabase("\(kind).db")
        return [program] + workspace.agglomImport(of: survey, into: database).dropFirst()
      }
    }
    let runs = try PairedRuns(rounds: workspace.options.rounds, contestants, on: workspace)
    for database in ["Excel.db", "text.db"] {
      let count = try workspace.query(
        workspace.path(database), "SELECT count(*) FROM firm_year")
      guard count == String(rows) else {
        throw BenchmarkFailure("\(count) of \(rows) rows came in to \(database).")
      }
    }
    return [
      runs.row("import of \(grouped(rows)) rows from Excel", against: 1, named: "the same as CSV")
    ]
  }
}
