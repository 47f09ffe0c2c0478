/// The import of ten times the rows, once, against that of the rows.
struct LargeScenario: Scenario {
  let name = "large"
  let isOptional = true

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let rows = workspace.options.rows
    let many = try run(rows * 10, rounds: 1, workspace)
    let few = try run(rows, rounds: workspace.options.rounds, workspace)
    return [
      TableRow(
        what: "import of \(grouped(rows * 10)) rows, once: \(rate(many, rows * 10))",
        measurement: many,
        against: "\(grouped(rows)) rows: \(rate(few, rows)), \(size(few.memory))",
        wallRatio: decimal(many.wall / few.wall / 10, places: 2) + " a row",
        processorRatio: decimal(many.processor / few.processor / 10, places: 2) + " a row")
    ]
  }

  private func run(_ rows: Int, rounds: Int, _ workspace: Workspace) throws -> Measurement {
    let survey = try workspace.survey(SurveyFile(rows: rows))
    let importing = Contestant(name: "\(grouped(rows)) rows") {
      workspace.agglomImport(of: survey, into: try workspace.freshDatabase("large.db"))
    }
    let runs = try PairedRuns(rounds: rounds, [importing], on: workspace)
    return runs.median(of: 0)
  }

  private func rate(_ measurement: Measurement, _ rows: Int) -> String {
    grouped(Int(Double(rows) / measurement.wall / 1000) * 1000) + " rows a second"
  }
}
