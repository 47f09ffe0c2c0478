import Foundation

/// A database with the survey that MakeSurvey makes, for exports.
struct ExportDatabase {
  /// Its file.
  let path: String

  /// Takes the database of the workspace, which is made when it is first asked for.
  init(_ workspace: Workspace) throws {
    path = workspace.path("export.db")
    if FileManager.default.fileExists(atPath: path) { return }
    let survey = try workspace.survey(SurveyFile(rows: workspace.options.rows))
    progress("  importing \(survey)")
    try ChildProcess.run(
      workspace.agglomImport(of: survey, into: try workspace.freshDatabase("export.db")))
    let rows = try workspace.query(path, "SELECT count(*) FROM firm_year")
    guard rows == String(workspace.options.rows) else {
      throw BenchmarkFailure("\(rows) of \(workspace.options.rows) rows came in to \(path).")
    }
  }
}
