import ArgumentParser
import ClusterStore

/// `agglom describe`: what tables and columns mean, from the codebook.
///
/// - Output: the tables; or the columns of one table; or one column.
/// - Exit status: 0; 64 for a table or column that is not there.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Tell what tables and columns mean.",
    discussion: """
      Examples:
        agglom describe
        agglom describe cluster
        agglom describe firm_year.energy
        agglom describe firm_year --format csv
      """)

  @Argument(help: ArgumentHelp("A table or a column of it.", valueName: "table[.column]"))
  var subject: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let codebook = Codebook(try store.open())
    guard let subject else {
      try output.write(codebook.overview())
      return
    }
    let parts = subject.split(separator: ".", maxSplits: 1).map(String.init)
    guard let table = parts.first else {
      throw ValidationError("'\(subject)' names no table; write TABLE or TABLE.COLUMN.")
    }
    let columns =
      parts.count == 2
      ? [try codebook.column(parts[1], of: table)] : try codebook.columns(of: table)
    if output.isReadByPeople {
      try output.write(text: ColumnText(table: table, columns: columns, width: output.width).text)
    } else {
      try output.write(Codebook.rows(columns, of: table))
    }
  }
}
