import ArgumentParser
import ClusterStore

/// `agglom show`: one row with everything tied to it, each fact with its source.
///
/// - Output: as text on a terminal; as one object in JSON; else one fact a row.
/// - Exit status: 0; 1 where there is no such row or several are meant; 64 for a table that is not
///   there.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one row with everything tied to it and its sources.",
    discussion: """
      The row is named by its key alone, or by its table and its key, code or whole name in either \
      language.

      Examples:
        agglom show yingkou
        agglom show zone 210800
        agglom show cluster 沈阳汽车及零部件产业集群 --all
      """)

  @Argument(help: ArgumentHelp("A key; or a table, then a key, code or name.", valueName: "key"))
  var words: [String]

  @Flag(help: "Show every row of every section.")
  var all = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  /// How many rows of a section are shown unless all are asked for.
  static let sectionLimit = 10

  func validate() throws {
    guard words.count <= 2 else {
      throw ValidationError(
        "there are \(words.count) words. Write a key, or a table and a key; quote names with spaces."
      )
    }
  }

  func run() throws {
    let database = try store.open()
    let resolver = KeyResolver(database)
    let row =
      words.count == 1
      ? try resolver.row(words[0]) : try resolver.row(of: NameSearch.keyedTable(words[0]), words[1])
    let limit = output.isReadByPeople && !all ? Self.sectionLimit : nil
    let detail = try EntityReader(database).detail(row, limit: limit)
    if output.isReadByPeople {
      try output.write(text: EntityText(detail: detail, width: output.width).text)
    } else if output.isJSON {
      try output.write(text: EntityJSON(detail: detail).text)
    } else {
      try output.write(detail.rows())
    }
  }
}
