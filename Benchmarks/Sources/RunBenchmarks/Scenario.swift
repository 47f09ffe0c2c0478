/// Something that is measured, for one or more rows of the table.
protocol Scenario: Sendable {
  /// What `--only` calls it.
  var name: String { get }
  /// Whether it is measured only where an option of its name asks for it.
  var isOptional: Bool { get }

  func measure(_ workspace: Workspace) throws -> [TableRow]
}

extension Scenario {
  var isOptional: Bool { false }
}
