import ArgumentParser
import ClusterStore

/// `agglom compare`: what differs between two database files.
///
/// - Output: the first differences, one a line; nothing where there are none.
/// - Exit status: 0 where nothing differs, else 1; 66 for a file that is not there.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Tell what differs between two database files.",
    discussion: """
      Compares the schema, the markings and every cell with its type, in any two SQLite files.
      """)

  @Argument(help: "One file.", completion: .file())
  var first: String

  @Argument(help: "The other file.", completion: .file())
  var second: String

  @Option(
    help: ArgumentHelp("Show at most so many differences; all are counted.", valueName: "count"))
  var limit = 20

  func run() throws {
    let comparison = try DatabaseComparison(first: first, second: second, limit: limit)
    for difference in comparison.differences {
      StandardStream.output.write("\(difference)\n")
    }
    let compared = "\(comparison.tables) tables, \(comparison.rows) rows, \(comparison.cells) cells"
    guard comparison.isEqual else {
      StandardStream.error.write("\(comparison.differenceCount) differences in \(compared).\n")
      throw ExitStatus.failed
    }
    StandardStream.error.write("Nothing differs: \(compared).\n")
  }
}
