import ArgumentParser
import ClusterStore

/// `agglom migrate`: brings an older database to the schema of this program.
///
/// - Output: nothing; what was done goes to standard error.
/// - Exit status: 0, also where nothing was to be done; 1 for a newer file; 65 for one that is not
///   agglom's; 66 where there is none.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Upgrade the database to this program's schema.",
    discussion: "A backup is written beside the file first.")

  @OptionGroup var store: StoreOptions

  func run() throws {
    LastResort.ruleOut()
    guard let done = try Store.migrate(path: store.path) else {
      StandardStream.error.write("\(store.path): nothing to do; the schema is current.\n")
      return
    }
    StandardStream.error.write(
      "\(store.path): schema \(done.from) -> \(done.to). As it was before: \(done.backup)\n")
  }
}
