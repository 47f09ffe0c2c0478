import Foundation

/// The whole database as a folder for PostgreSQL, against the time in which `psql` loads the folder.
struct PostgreSQLExportScenario: Scenario {
  let name = "export-postgresql"
  let table = ReadmeTable.exports

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    guard let server = try PostgreSQLServer() else {
      progress(
        "  skipped, since PostgreSQL \(PostgreSQLServer.version) is not installed; "
          + "apt-get install postgresql-\(PostgreSQLServer.version) does so.")
      return []
    }
    defer { server.stop() }
    let database = try ExportDatabase(workspace).path
    let folder = workspace.path("postgresql")
    let runs = try PairedRuns(
      rounds: workspace.options.rounds,
      [
        Contestant(name: "agglom") {
          try? FileManager.default.removeItem(atPath: folder)
          return [workspace.options.agglom, "export", "postgresql", folder, "--db", database]
        },
        // What load.sh runs, without the comparison behind it.
        Contestant(name: "psql") {
          let options = try server.newDatabase()
          return ["/bin/sh", "-c", "cd \"$0\" && exec psql \"$@\" -f load.sql", folder]
            + ["-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction"] + options
        },
      ], on: workspace, keepsOrder: true)
    // It fails where a row, a sum or a hash is not what it was.
    let options = try server.newDatabase()
    try ChildProcess.run(["/bin/sh", "\(folder)/load.sh"] + options)
    let rows = try server.query("SELECT count(*) FROM firm_year", options: options)
    guard rows == String(workspace.options.rows) else {
      throw BenchmarkFailure("\(rows) of \(workspace.options.rows) rows came in to PostgreSQL.")
    }
    let version = try server.query("SHOW server_version_num", options: options)
    let number = Int(version).map { "\($0 / 10_000).\($0 % 10_000)" } ?? version
    return [
      runs.row(
        "`export postgresql`, the whole database", againstServer: 1,
        named: "`psql` loading it into PostgreSQL \(number)")
    ]
  }
}
