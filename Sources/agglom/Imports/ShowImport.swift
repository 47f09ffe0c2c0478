import ArgumentParser
import ClusterStore

/// `agglom imports show`: everything that the journal knows of one batch.
///
/// - Output: a name and a value a row: file, layout, mapping, counts, rows by table, whether it can
///   be undone, and the rejects by code with the first of each.
/// - Exit status: 0; 1 for a batch that is not there.
struct ShowImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Tell everything about one import.",
    discussion: """
      Looks at every row that the import brought to say whether it can be undone, which takes \
      about a second for a million rows.
      """)

  @Argument(help: "The number of the batch, as 'agglom imports list' gives it.")
  var batch: Int64

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.write(BatchDetail(store.open(), batch: batch).rows)
  }
}
