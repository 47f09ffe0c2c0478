/// Taking an import back against the import, and what the journal of imports adds to the file.
struct UndoScenario: Scenario {
  let name = "undo"

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let rows = workspace.options.rows
    let survey = try workspace.survey(SurveyFile(rows: rows))
    let before = try recordSize(workspace, workspace.seeded)
    var after: Int?
    let runs = try PairedRuns(
      rounds: workspace.options.rounds,
      [
        Contestant(name: "import") {
          workspace.agglomImport(of: survey, into: try workspace.freshDatabase("undo.db"))
        },
        Contestant(name: "undo") {
          let database = workspace.path("undo.db")
          if after == nil { after = try recordSize(workspace, database) }
          let batch = try workspace.query(database, "SELECT max(id) FROM import_batch")
          return [workspace.options.agglom, "imports", "undo", batch, "--db", database]
        },
      ], on: workspace, keepsOrder: true)
    let left = try workspace.query(workspace.path("undo.db"), "SELECT count(*) FROM firm_year")
    guard left == "0" else { throw BenchmarkFailure("\(left) rows are left after the undo.") }
    let bytes = decimal(Double((after ?? before) - before) / Double(rows), places: 1)
    return [
      runs.row(
        "taking it back; the journal adds \(bytes) bytes a row", of: 1, against: 0,
        named: "its import")
    ]
  }

  /// The bytes of all pages that the import journal takes up, its indexes included.
  private func recordSize(_ workspace: Workspace, _ database: String) throws -> Int {
    let size = try workspace.query(
      database,
      """
      SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN
        (SELECT name FROM sqlite_schema WHERE tbl_name GLOB 'import_*')
      """)
    guard let size = Int(size) else { throw BenchmarkFailure("dbstat answered '\(size)'.") }
    return size
  }
}
