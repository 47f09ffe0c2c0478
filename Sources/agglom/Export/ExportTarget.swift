import ArgumentParser
import ClusterStore
import DatasetExport

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

  /// Writes the file, and shows meanwhile how many rows of `total` it has; Ctrl-C gives it up.
  func write<Result>(
    total: () throws -> Int?, _ body: (OutputSink, (Int) -> Void) throws -> Result
  ) throws -> Result {
    let progress = try RowProgress(goesTo: path, total: total)
    defer { progress.finish() }
    return try OutputFile.write(to: path, force: force) { sink in
      let result = try body(sink, progress.update)
      try Interruption.check()
      return result
    }
  }

  /// Tells what was written, where that is not to be seen.
  func report(_ text: String) {
    if path != "-" { StandardStream.error.write("\(path): \(text)\n") }
  }
}
