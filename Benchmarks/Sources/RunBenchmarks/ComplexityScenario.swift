/// Economic complexity of all zones and industries in one year, against the time it may take.
struct ComplexityScenario: Scenario {
  let name = "complexity"
  let table = ReadmeTable.statistics

  /// In seconds.
  private static let limit = 5.0

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let cells = try CellDatabase(workspace)
    let runs = try PairedRuns(
      rounds: workspace.options.rounds,
      [
        Contestant(name: "agglom") {
          cells.statistics(
            ["economic-complexity", "--absent", "zero", "--years", "2019"],
            to: workspace.vacant("complexity.csv"))
        }
      ], on: workspace)
    try workspace.requireLines(CellDatabase.zones + CellDatabase.industries, in: "complexity.csv")
    let size = "\(grouped(CellDatabase.zones)) × \(CellDatabase.industries)"
    return [runs.row("economic complexity of \(size), one year", limit: Self.limit)]
  }
}
