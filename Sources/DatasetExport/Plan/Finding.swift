/// Something in the database that another engine cannot hold as it is.
public struct Finding: Hashable, Sendable {
  /// The table.
  public let table: String
  /// The column; nil where the table as a whole is meant.
  public let column: String?
  /// What is wrong, such as `3 rows hold the character NUL`.
  public let problem: String
  /// How many rows it concerns; nil where it concerns a name.
  public let rows: Int?
  /// How to find the first of those rows, such as `id 7`.
  public let example: String?
  /// What becomes of it where losses are allowed.
  public let remedy: String
}

extension Finding: CustomStringConvertible {
  /// Where it is, what it is, and what `--lossy` would do.
  public var description: String {
    let place = column.map { "table \(table), column \($0)" } ?? "table \(table)"
    let count = rows.map { "\($0) \($0 == 1 ? "row" : "rows") " } ?? ""
    let first = example.map { " (the first: \($0))" } ?? ""
    let what = rows == 1 && problem.hasPrefix("hold ") ? "holds " + problem.dropFirst(5) : problem
    return "\(place): \(count)\(what)\(first). With --lossy, \(remedy)."
  }
}
