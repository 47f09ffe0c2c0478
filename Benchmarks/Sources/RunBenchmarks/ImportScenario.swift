/// The import of a survey against `sqlite3`'s import of the text into one table without types; in
/// UTF-8 also against a program that only splits and inserts.
struct ImportScenario: Scenario {
  let name: String
  let what: String
  let isByYear: Bool
  let encoding: String
  /// What the `sqlite3` shell's import is called in the table.
  let peer: String

  static let firmOrder = ImportScenario(
    name: "firm-order", what: "import, firm after firm", isByYear: false, encoding: "utf-8",
    peer: "`sqlite3` `.import --csv`")
  static let yearOrder = ImportScenario(
    name: "year-order", what: "import, year after year", isByYear: true, encoding: "utf-8",
    peer: "`sqlite3` `.import --csv`")
  static let gb18030 = ImportScenario(
    name: "gb18030", what: "import from GB18030", isByYear: false, encoding: "gb18030",
    peer: "`sqlite3`, from UTF-8")

  func measure(_ workspace: Workspace) throws -> [TableRow] {
    let rows = workspace.options.rows
    let survey = try workspace.survey(
      SurveyFile(rows: rows, isByYear: isByYear, encoding: encoding))
    // Neither of the others decodes: they get the same rows in UTF-8.
    let decoded = try workspace.survey(SurveyFile(rows: rows, isByYear: isByYear))
    let contestants = [
      Contestant(name: "agglom") {
        workspace.agglomImport(of: survey, into: try workspace.freshDatabase("agglom.db"))
      },
      Contestant(name: "sqlite3") {
        workspace.sqliteImport(of: decoded, into: workspace.vacant("raw.db"))
      },
    ]
    let floor = Contestant(name: "floor") {
      workspace.floorImport(of: decoded, into: try workspace.freshDatabase("floor.db"))
    }
    let hasFloor = survey == decoded
    let runs = try PairedRuns(
      rounds: workspace.options.rounds, contestants + (hasFloor ? [floor] : []), on: workspace)
    try check(workspace, hasFloor: hasFloor)
    let row = runs.row(what, against: 1, named: peer)
    guard hasFloor else { return [row] }
    return [row, runs.row("the same", against: 2, named: "C that only splits and inserts")]
  }

  /// Whether the programs did the same work, by what the last round left.
  private func check(_ workspace: Workspace, hasFloor: Bool) throws {
    let sums = """
      SELECT count(*), count(DISTINCT firm_id), count(zone_id), count(industry_id), sum(year),
        sum(employees), CAST(round(total(output) / 1e6) AS INTEGER), count(rd_expense),
        CAST(round(total(profit) / 1e6) AS INTEGER), sum(patents), CAST(total(water) AS INTEGER)
      FROM firm_year
      """
    let agglom = try workspace.query(workspace.path("agglom.db"), sums)
    let floor = hasFloor ? try workspace.query(workspace.path("floor.db"), sums) : agglom
    let raw = try workspace.query(workspace.path("raw.db"), "SELECT count(*) FROM raw")
    guard agglom == floor, agglom.hasPrefix(raw + "|"), raw == String(workspace.options.rows) else {
      throw BenchmarkFailure(
        "The programs brought in different rows: \(agglom), \(floor), \(raw).")
    }
  }
}
