import ArgumentParser
import ClusterStore

/// `agglom imports list`: one row a batch, the latest last.
///
/// - Output: number, table, dataset, file, counts, SHA-256 and time of each batch.
/// - Exit status: 0, also with no batches.
struct ListImports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the imports.",
    discussion: "The seeds that 'agglom init' loads are left out unless --all is given.")

  @Flag(help: "List the seeds too.")
  var all = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.write(ImportJournal(store.open()).batches(withSeeds: all))
  }
}
