/// Something that is measured, for one or more rows of the table.
protocol Scenario: Sendable {
  /// What `--only` calls it.
  var name: String { get }
  /// Whether it is measured only where an option of its name asks for it.
  var isOptional: Bool { get }
  /// The table that its rows stand in.
  var table: ReadmeTable { get }

  /// - Returns: Its rows; none where a program that is measured against cannot be had.
  func measure(_ workspace: Workspace) throws -> [TableRow]
}

extension Scenario {
  var isOptional: Bool { false }
  var table: ReadmeTable { .imports }
}
