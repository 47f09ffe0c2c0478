/// The rows of the survey with their firms as CSV, against the same statement in `sqlite3`.
struct CSVExportScenario: Scenario {
  let name = "export-csv"
  let table = ReadmeTable.exports

  private static let statement = """
    SELECT f.*, firm.key AS firm_key, firm.name_zh AS firm_name FROM firm_year f \
    JOIN firm ON firm.id = f.firm_id
    """

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let database = try ExportDatabase(workspace).path
    let runs = try PairedRuns(
      rounds: workspace.options.rounds,
      [
        Contestant(name: "agglom") {
          workspace.writing(
            [
              workspace.options.agglom, "export", "csv", "--query", Self.statement, "--db",
              database,
            ], to: workspace.vacant("agglom.csv"))
        },
        Contestant(name: "sqlite3") {
          workspace.writing(
            [workspace.sqlite, "-readonly", "-csv", "-header", database, Self.statement],
            to: workspace.vacant("sqlite.csv"))
        },
      ], on: workspace)
    for name in ["agglom.csv", "sqlite.csv"] {
      try workspace.requireLines(workspace.options.rows, in: name)
    }
    return [
      runs.row("`export csv`, the rows with their firms", against: 1, named: "`sqlite3 -csv`")
    ]
  }
}
