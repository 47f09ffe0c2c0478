import Foundation

/// The location quotients of all cells, from the database to a file of CSV, against DuckDB's from a
/// file of its own, and once against the same SQL and the database's own view in `sqlite3`.
struct LocationQuotientScenario: Scenario {
  let name = "location-quotient"
  let table = ReadmeTable.statistics

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    guard let duckDB = DuckDB(workspace) else {
      progress("  skipped, since DuckDB is not installed; scripts/benchmark does so by pip.")
      return []
    }
    let cells = try CellDatabase(workspace)
    let output = workspace.path("agglom.csv")
    let agglom = Contestant(name: "agglom") {
      cells.statistics(["location-quotient"], to: workspace.vacant("agglom.csv"))
    }
    // The convention is known once agglom has written it.
    try ChildProcess.run(try agglom.prepare())
    let statements = QuotientStatements(
      convention: try duckDB.run(
        "SELECT convention FROM read_csv('\(output)') LIMIT 1", on: ":memory:"))
    let database = try load(cells, into: duckDB, workspace)
    let peer = Contestant(name: "DuckDB", timesItself: true) {
      let output = workspace.vacant("duckdb.csv")
      return try duckDB.command(statements.duckDB(to: output), on: database)
    }
    let runs = try PairedRuns(rounds: workspace.options.rounds, [agglom, peer], on: workspace)
    try check(duckDB, workspace, against: "duckdb.csv")
    let statement = workspace.path("quotients.sql")
    try statements.sqlite.write(toFile: statement, atomically: true, encoding: .utf8)
    let once = try PairedRuns(
      rounds: 1,
      [
        agglom,
        Contestant(name: "sqlite3") {
          cells.shell(".read \(statement)", to: workspace.vacant("sqlite.csv"))
        },
        Contestant(name: "view") {
          cells.shell(
            "SELECT * FROM industry_location_quotient", to: workspace.vacant("view.csv"))
        },
      ], on: workspace)
    try check(duckDB, workspace, against: "sqlite.csv")
    try workspace.requireLines(CellDatabase.rows, in: "view.csv")
    return [
      runs.row(
        "location quotients as CSV (limit 2)", against: 1, named: "DuckDB, from its own file"),
      once.row("the same, once", against: 1, named: "that SQL in `sqlite3`", isFraction: true),
      once.row(
        "the same, once", against: 2, named: "the view in `sqlite3`", isFraction: true),
    ]
  }

  /// Puts the cells into a file of DuckDB's own, in the order in which they stand in the database.
  private func load(_ cells: CellDatabase, into duckDB: DuckDB, _ workspace: Workspace) throws
    -> String
  {
    var files: [String] = []
    for (name, statement) in [
      ("cell", "SELECT year, zone_id, industry_id, employees FROM cell_year ORDER BY id"),
      ("zone", "SELECT id, key, name_en AS name FROM zone WHERE scheme = 'made'"),
      ("industry", "SELECT id, key, name_en AS name FROM industry WHERE scheme = 'made'"),
    ] {
      let file = workspace.vacant("\(name).csv")
      try ChildProcess.run(cells.shell(statement, to: file))
      files.append(file)
    }
    let database = workspace.vacant("cells.duckdb")
    try duckDB.run(
      QuotientStatements.load(cells: files[0], zones: files[1], industries: files[2]),
      on: database)
    return database
  }

  /// Whether both wrote the same rows.
  private func check(_ duckDB: DuckDB, _ workspace: Workspace, against name: String) throws {
    let (one, other) = (workspace.path("agglom.csv"), workspace.path(name))
    for file in [one, other] {
      let rows = try duckDB.run("SELECT count(*) FROM read_csv('\(file)')", on: ":memory:")
      guard rows == String(CellDatabase.rows) else {
        throw BenchmarkFailure("\(file) has \(rows) rows, not \(CellDatabase.rows).")
      }
    }
    let differences = try duckDB.run(QuotientStatements.difference(one, other), on: ":memory:")
    guard differences == "0" else {
      throw BenchmarkFailure("\(differences) rows of \(one) and \(other) are not the same.")
    }
  }
}
