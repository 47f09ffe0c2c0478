import ArgumentParser
import ClusterStore
import SurveyImport

/// `agglom aliases remove`: forgets a name that was added.
///
/// - Output: nothing; what was done goes to standard error.
/// - Exit status: 0; 1 where no such name was added; 64 for a table or column that is not there.
struct RemoveAlias: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Forget a name that was added.")

  @Argument(help: ArgumentHelp("The column that it stands for.", valueName: "table.column"))
  var place: AliasesCommand.Place

  @Argument(help: "The name.")
  var alias: String

  @OptionGroup var store: StoreOptions

  func run() throws {
    let aliases = ColumnAliases(try store.openForWriting())
    try aliases.forget(alias, for: place.column, of: place.table)
    StandardStream.error.write("'\(alias)' was forgotten.\n")
  }
}
