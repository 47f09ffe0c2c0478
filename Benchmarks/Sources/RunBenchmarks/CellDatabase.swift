import Foundation

/// A database with the cells that MakeSurvey makes: 3,100 zones, 960 industries, 5 years.
struct CellDatabase {
  static let rows = 1_700_000
  static let zones = 3_100
  static let industries = 960
  static let years = 5

  /// Its file.
  let path: String
  private let workspace: Workspace

  /// Takes the database of the workspace, which is made when it is first asked for.
  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    path = workspace.path("cells.db")
    if FileManager.default.fileExists(atPath: path) { return }
    progress("  making \(grouped(Self.rows)) cells and importing them")
    let folder = workspace.path("cells")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try ChildProcess.run(workspace.makeSurvey(["--cells", folder]))
    let database = try workspace.freshDatabase("cells.db")
    for name in ["zones", "industries", "cells"] {
      try ChildProcess.run([
        workspace.options.agglom, "import", "\(folder)/\(name).csv", "--mapping",
        "Benchmarks/\(name).mapping.json", "--db", database,
      ])
    }
    let years = try workspace.query(
      path,
      """
      SELECT count(*), min(zones), min(industries) FROM (
        SELECT count(DISTINCT zone_id) AS zones, count(DISTINCT industry_id) AS industries
        FROM cell_year GROUP BY year)
      """)
    let rows = try workspace.query(path, "SELECT count(*) FROM cell_year")
    let made = "\(Self.years)|\(Self.zones)|\(Self.industries)"
    guard rows == String(Self.rows), years == made else {
      throw BenchmarkFailure(
        "The cells are not those wanted: \(rows) rows; years, zones and industries \(years).")
    }
  }

  /// The command that computes an index over the cells and writes it as CSV.
  func statistics(_ arguments: [String], to output: String) -> [String] {
    workspace.writing(
      [workspace.options.agglom, "stats"] + arguments
        + ["--dataset", "benchmark-cells", "--of", "employees", "--format", "csv", "--db", path],
      to: output)
  }

  /// The command that writes what the `sqlite3` shell answers as CSV.
  func shell(_ statement: String, to output: String) -> [String] {
    workspace.writing(
      [workspace.sqlite, "-readonly", "-csv", "-header", path, statement], to: output)
  }
}
