import ArgumentParser
import ClusterStore

/// `agglom aliases`: the names of columns in files that users have taught the import.
struct AliasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aliases",
    abstract: "Teach the import what columns are called in your files.",
    discussion: """
      The names that every database knows are in its codebook: 'agglom describe firm_year' lists \
      them. Those added here stay in this database and are used by the next import.
      """,
    subcommands: [ListAliases.self, AddAlias.self, RemoveAlias.self])

  /// `table.column`.
  struct Place: ExpressibleByArgument {
    let table: String
    let column: String

    init?(argument: String) {
      let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts.contains("") else { return nil }
      (table, column) = (parts[0], parts[1])
    }
  }
}
