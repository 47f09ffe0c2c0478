/// A query that does nothing, from start to end, against the `sqlite3` shell.
struct StartUpScenario: Scenario {
  let name = "start-up"

  /// More than of the others: a run takes milliseconds.
  private static let rounds = 101

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let contestants = [
      Contestant(name: "agglom") {
        [workspace.options.agglom, "query", "select 1", "--db", workspace.seeded]
      },
      Contestant(name: "sqlite3") { [workspace.sqlite, workspace.seeded, "select 1"] },
    ]
    let runs = try PairedRuns(rounds: Self.rounds, contestants, on: workspace)
    return [
      runs.row(
        "`agglom query 'select 1'`, \(Self.rounds) rounds", against: 1, named: "`sqlite3`")
    ]
  }
}
