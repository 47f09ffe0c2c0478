import ArgumentParser
import ClusterStore
import SurveyImport

/// `agglom init`: makes the database and fills it with the curated dataset.
///
/// - Output: nothing; what was made goes to standard error.
/// - Exit status: 0; 65 for a folder that is not as it was exported; 66 for one that is not there;
///   73 where the file is there already or cannot be made.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Create the database and load the curated dataset.",
    discussion: """
      The dataset holds what five documents say of industrial clusters, with the source of every \
      figure, and the classifications of zones, industries and wastes. A file that is there is \
      never touched.

      With --from, the database is the one that 'agglom export dataset' wrote, row by row.
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Only create the tables; load nothing into them.")
  var empty = false

  @Option(
    help: ArgumentHelp(
      "Load what 'agglom export dataset' wrote to this folder instead.", valueName: "folder"),
    completion: .directory)
  var from: String?

  func validate() throws {
    guard !empty || from == nil else {
      throw ValidationError("--empty loads nothing and --from a folder: give one of them.")
    }
  }

  func run() throws {
    LastResort.ruleOut()
    if let from { return try load(from) }
    let message = try initialise(path: store.path, empty: empty)
    StandardStream.error.write(message + "\n")
  }

  private func load(_ folder: String) throws {
    let path = store.path
    let counts = try Store.create(path: path) { store in
      let loader = DatasetLoader(store, folder: folder)
      let progress = try RowProgress(goesTo: path, total: loader.rowCount)
      defer { progress.finish() }
      return try loader.load(progress: progress.update)
    }
    let rows = counts.reduce(0) { $0 + $1.rows }
    StandardStream.error.write(
      "\(store.path): created, with \(rows) rows in \(counts.count) tables.\n")
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
