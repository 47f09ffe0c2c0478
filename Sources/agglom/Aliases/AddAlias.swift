import ArgumentParser
import ClusterStore
import SurveyImport

/// `agglom aliases add`: teaches the import a name.
///
/// - Output: nothing; what was done goes to standard error.
/// - Exit status: 0, also where the name means that column already; 1 where it means another; 64 for
///   an empty name and for a table or column that is not there.
struct AddAlias: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Teach the import what a column is called.",
    discussion: """
      A unit in the name, such as 万元 in brackets, is left: an import reads it from each file.

      Examples:
        agglom aliases add firm_year.output 产值合计
        agglom aliases add firm.name_zh 单位详细名称
      """)

  @Argument(help: ArgumentHelp("The column that it stands for.", valueName: "table.column"))
  var place: AliasesCommand.Place

  @Argument(help: "The name in the header of files.")
  var alias: String

  @OptionGroup var store: StoreOptions

  func run() throws {
    let aliases = ColumnAliases(try store.openForWriting())
    let isNew = try aliases.teach(alias, for: place.column, of: place.table)
    StandardStream.error.write(
      isNew
        ? "'\(alias)' means \(place.table).\(place.column) from now on.\n"
        : "'\(alias)' means \(place.table).\(place.column) already.\n")
  }
}
