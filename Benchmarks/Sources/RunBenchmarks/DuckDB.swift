import Foundation

/// DuckDB in Python, as scripts/benchmark installs it.
struct DuckDB {
  private static let script = "Benchmarks/run_duckdb.py"

  private let python: String
  private let workspace: Workspace

  /// Nil where scripts/benchmark could not install it.
  init?(_ workspace: Workspace) {
    guard let python = workspace.options.duckDB else { return nil }
    (self.python, self.workspace) = (python, workspace)
  }

  /// Runs statements on a database, which is made where it is not there, and gives the rows of the
  /// last one, without the last line's end.
  @discardableResult func run(_ statements: String, on database: String) throws -> String {
    try ChildProcess.run(command(statements, on: database))
      .trimmingCharacters(in: .newlines)
  }

  /// The command that runs statements; it writes what they took to a file that is named after it.
  func command(_ statements: String, on database: String) throws -> [String] {
    let file = workspace.path("statements.sql")
    try statements.write(toFile: file, atomically: true, encoding: .utf8)
    return [python, Self.script, database, file]
  }

  /// Such as `1.4.1`.
  func version() throws -> String {
    try run("SELECT trim(version(), 'v')", on: ":memory:")
  }
}
