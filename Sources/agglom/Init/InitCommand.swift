import ArgumentParser
import ClusterStore
import SurveyImport

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
  try Store.create(path: path) { store in
    guard !empty else { return "\(path): created, empty." }
    let counts = try Seeder(store, version: Version.current).seed()
    let rows = counts.reduce(0) { $0 + $1.rows }
    return """
      \(path): created, with \(rows) rows in \(counts.count) tables. 'agglom describe' lists them.
      """
  }
}
