import ArgumentParser

/// `agglom export ndjson`: rows as JSON objects, one a line.
///
/// - Output: the rows; how many there were goes to standard error where a file is named.
/// - Exit status: 0; 64 for a table or parameter that is not there; 73 where the file is there
///   already or cannot be made; 74 where writing fails, and no part of the file is left.
struct ExportNDJSON: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ndjson", abstract: "Rows as JSON objects, one a line.")

  @OptionGroup var options: ExportOptions

  func run() throws { try options.write(as: "ndjson") }
}
