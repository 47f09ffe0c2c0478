import ArgumentParser
import ClusterStore

/// `agglom aliases list`: one row an alias.
///
/// - Output: table, column, alias and when it was added.
/// - Exit status: 0, also with no aliases; 64 for a table that is not there.
struct ListAliases: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the names that were added.",
    discussion: "A name stands as it is compared: in lower case and without its unit.")

  @Argument(help: "Those of this table alone.")
  var table: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try store.open()
    if let table { try Codebook(store).requireTable(table) }
    try output.write(ColumnAliases(store).rows(of: table))
  }
}
