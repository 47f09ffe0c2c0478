import ArgumentParser

/// Where every export goes, and from which database it comes.
struct ExportTarget: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @OptionGroup var store: StoreOptions

  /// The path to write to; `-` for the standard output.
  var path: String { output ?? "-" }

  /// Tells what was written, where that is not to be seen.
  func report(_ text: String) {
    if path != "-" { StandardStream.error.write("\(path): \(text)\n") }
  }
}
