import ArgumentParser
import ClusterStore

/// `agglom optimize`: makes the file small and queries fast again.
///
/// - Output: nothing; the sizes before and after go to standard error.
/// - Exit status: 0; 75 where another program holds the database.
struct OptimizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimize", abstract: "Rebuild the file without gaps and refresh its statistics.",
    discussion: """
      Worth doing after large imports. It needs free space of twice the file's size while it runs.
      """)

  @OptionGroup var store: StoreOptions

  func run() throws {
    let sizes = try store.openForWriting().optimize()
    StandardStream.error.write(
      "\(store.path): \(ByteCount(sizes.before)) -> \(ByteCount(sizes.after))\n")
  }
}
