import ClusterStore

/// A database as another engine is to have it: what is written, what is told, what is refused.
public struct ExportPlan {
  let dialect: any SQLDialect
  /// The tables, each after those it points at.
  let tables: [TablePlan]
  /// What makes the tables.
  let definitions: [String]
  /// Keys and checks, indexes, foreign keys, in the order in which they are added after the data.
  let constraints: [String]
  /// What describes tables and columns.
  let descriptions: [String]
  /// What tables and columns mean, by name.
  let comments: [String: String]
  /// The analysis views.
  let views: [String]
  /// Which rows; nil for all.
  let rows: SelectedRows?
  /// What the engine cannot hold as it is.
  public let findings: [Finding]
  /// What is left out without changing a value, a sentence each.
  public let notes: [String]

  /// The comments at the beginning of what is written.
  func heading(_ what: String) -> String {
    let losses = findings.map { "Changed: \($0.description)" } + notes.map { "Not kept: \($0)" }
    let lines =
      ["\(what), written by agglom.", "Load it with: \(dialect.traits.loading)"]
      + (losses.isEmpty ? ["Nothing is left out."] : losses)
    return lines.map { "-- \($0.replacing("\n", with: " "))\n" }.joined()
  }
}
