import ArgumentParser

/// `agglom export markdown`: rows as a table that GitHub shows.
///
/// - Output: the rows; how many there were goes to standard error where a file is named.
/// - Exit status: 0; 64 for a table or parameter that is not there; 73 where the file is there
///   already or cannot be made; 74 where writing fails, and no part of the file is left.
struct ExportMarkdown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown", abstract: "Rows as a table as GitHub shows it.")

  @OptionGroup var options: ExportOptions

  func run() throws { try options.write(as: "markdown") }
}
