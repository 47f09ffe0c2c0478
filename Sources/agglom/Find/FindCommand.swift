import ArgumentParser
import ClusterStore

/// `agglom find`: rows by part of a name, in either language.
///
/// - Output: entity, key, names, zone and source of each row, nearest first.
/// - Exit status: 0, also with no rows (3 with `--exit-code`); 64 for an entity without names.
struct FindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Find rows by part of a name, in English or Chinese.",
    discussion: """
      Any length from one character is found; several words must stand in one name as written. \
      Names in columns ending in _ref are translations or general knowledge.

      Examples:
        agglom find 营口
        agglom find machine --entity industry
      """)

  @Argument(help: "Part of a name.")
  var text: String

  @Option(help: ArgumentHelp("Only rows of this table.", valueName: "table"))
  var entity: String?

  @Option(help: ArgumentHelp("At most so many rows.", valueName: "count"))
  var limit = 20

  @Flag(help: "Leave with status 3 where nothing is found.")
  var exitCode = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit: must be above 0, not \(limit).") }
  }

  func run() throws {
    let found = try NameSearch(store.open()).rows(text, entity: entity, limit: limit)
    try output.write(found)
    if found.rows.isEmpty {
      if StandardStream.output.isTerminal { StandardStream.error.write("Nothing found.\n") }
      if exitCode { throw ExitStatus.nothing }
    }
  }
}
