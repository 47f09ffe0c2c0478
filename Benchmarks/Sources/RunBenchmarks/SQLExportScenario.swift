/// The whole database as SQL against `sqlite3`'s `.dump`, and loading what each of them wrote.
struct SQLExportScenario: Scenario {
  let name = "export-sql"
  let table = ReadmeTable.exports

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let database = try ExportDatabase(workspace).path
    let rounds = workspace.options.rounds
    let writing = try PairedRuns(
      rounds: rounds,
      [
        Contestant(name: "agglom") {
          workspace.writing(
            [workspace.options.agglom, "export", "sql", "--db", database],
            to: workspace.vacant("agglom.sql"))
        },
        Contestant(name: ".dump") {
          workspace.writing(
            [workspace.sqlite, "-readonly", database, ".dump"], to: workspace.vacant("dump.sql"))
        },
      ], on: workspace)
    let loading = try PairedRuns(
      rounds: rounds,
      ["agglom", "dump"].map { name in
        Contestant(name: "loading \(name).sql") {
          workspace.reading(
            [workspace.sqlite, workspace.vacant("\(name).db")],
            from: workspace.path("\(name).sql"))
        }
      }, on: workspace)
    try check(workspace, database)
    return [
      writing.row("`export sql`, the whole database", against: 1, named: "`sqlite3` `.dump`"),
      loading.row("loading that into `sqlite3`", against: 1, named: "loading `.dump`'s"),
    ]
  }

  /// Whether what was loaded is what was exported: agglom's bit by bit, the other's by its rows.
  private func check(_ workspace: Workspace, _ database: String) throws {
    let loaded = workspace.path("agglom.db")
    try ChildProcess.run([workspace.options.agglom, "compare", database, loaded])
    for name in [loaded, workspace.path("dump.db")] {
      let rows = try workspace.query(name, "SELECT count(*) FROM firm_year")
      guard rows == String(workspace.options.rows) else {
        throw BenchmarkFailure("\(rows) of \(workspace.options.rows) rows came in to \(name).")
      }
    }
  }
}
