/// The K-density of Duranton and Overman with 100 simulations, against the time it may take: for
/// 20,000 firms in all, of ten industries, each of which is computed; and for an industry of 20,000
/// firms among 40,000, the others' ten industries included.
struct DensityScenario: Scenario {
  let name = "k-density"
  let table = ReadmeTable.statistics

  /// In seconds.
  private static let limit = 60.0
  /// In kilometres.
  private static let distances = Array(stride(from: 0, through: 230, by: 10))

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    [
      try measure(
        firms: 2_000, others: 18_000, industries: 10, workspace,
        "K-density, 100 simulations: 10 industries of 2,000 firms each"),
      try measure(
        firms: 20_000, others: 20_000, industries: 11, workspace,
        "the same: an industry of 20,000 firms and 10 of 2,000 each"),
    ]
  }

  private func measure(
    firms: Int, others: Int, industries: Int, _ workspace: Workspace, _ what: String
  ) throws -> TableRow {
    let file = workspace.path("firms.csv")
    try ChildProcess.run(
      workspace.makeSurvey(["--places", String(others), String(firms), file]))
    let database = try workspace.freshDatabase("firms.db")
    try ChildProcess.run([
      workspace.options.agglom, "import", file, "--mapping", "Benchmarks/firms.mapping.json",
      "--db", database,
    ])
    let distances = Self.distances.map(String.init).joined(separator: ",")
    let runs = try PairedRuns(
      rounds: workspace.options.rounds,
      [
        Contestant(name: "agglom, \(grouped(firms)) of \(grouped(firms + others))") {
          workspace.writing(
            [
              workspace.options.agglom, "stats", "duranton-overman", "--dataset",
              "benchmark-firms", "--set", "simulations=100", "--set", "distances=\(distances)",
              "--format", "csv", "--db", database,
            ], to: workspace.vacant("density.csv"))
        }
      ], on: workspace)
    try workspace.requireLines(industries * Self.distances.count, in: "density.csv")
    return runs.row(what, limit: Self.limit)
  }
}
