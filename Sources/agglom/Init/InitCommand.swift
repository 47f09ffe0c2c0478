import ArgumentParser
import ClusterStore

/// `agglom init`: makes the database and fills it with the curated dataset.
///
/// - Output: nothing; what was made goes to standard error.
/// - Exit status: 0; 73 where the file is there already or cannot be made.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Create the database and load the curated dataset.",
    discussion: """
      The dataset holds what five documents say of industrial clusters, with the source of every \
      figure, and the classifications of zones, industries and wastes. A file that is there is \
      never touched.
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Only create the tables; load nothing into them.")
  var empty = false

  func run() throws {
    let message = try initialise(path: store.path, empty: empty)
    StandardStream.error.write(message + "\n")
  }
}

/// Makes the database at `path`, with the curated dataset unless `empty`; returns what to tell.
func initialise(path: String, empty: Bool) throws -> String {
  _ = try Store.create(path: path)
  return "\(path): created, empty."
}
