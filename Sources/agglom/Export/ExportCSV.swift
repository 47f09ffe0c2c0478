import ArgumentParser
import DatasetExport

/// `agglom export csv`: rows as comma-separated values.
///
/// - Output: the rows; how many there were goes to standard error where a file is named.
/// - Exit status: 0; 64 for a table or parameter that is not there; 73 where the file is there
///   already or cannot be made; 74 where writing fails, and no part of the file is left.
struct ExportCSV: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv", abstract: "Rows as comma-separated values (RFC 4180, UTF-8).",
    discussion: "NULL is an empty field, and empty text is \"\".")

  @OptionGroup var options: ExportOptions

  @Flag(help: "Begin with the mark by which Excel knows UTF-8.")
  var byteOrderMark = false

  @Flag(name: .customLong("crlf"), help: "End lines with carriage return and line feed.")
  var hasCRLF = false

  @Flag(help: "Leave out the line with the columns' names.")
  var noHeader = false

  func run() throws {
    var format = FormatOptions()
    format.hasByteOrderMark = byteOrderMark
    format.lineEnding = hasCRLF ? .crlf : .lf
    format.hasHeader = !noHeader
    try options.write(as: "csv", options: format)
  }
}
