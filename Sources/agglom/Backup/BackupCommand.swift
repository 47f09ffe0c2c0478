import ArgumentParser
import ClusterStore

/// `agglom backup`: a copy of the database, taken while others may read and write it.
///
/// - Output: nothing; what was written goes to standard error.
/// - Exit status: 0; 73 where the file is there already or cannot be written; 1 where the copy is
///   not sound.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the database, also while it is in use.",
    discussion: """
      The copy is written under another name beside the file, checked whole, and only then given \
      its name.
      """)

  @Argument(help: "The file to write.", completion: .file())
  var file: String

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var store: StoreOptions

  func run() throws {
    let bytes = try store.open().backUp(to: file, replacing: force)
    StandardStream.error.write("\(file): \(ByteCount(bytes)), checked.\n")
  }
}
