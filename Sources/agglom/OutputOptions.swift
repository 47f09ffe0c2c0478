import ArgumentParser
import ClusterStore
import DatasetExport

/// How and where a command writes its result.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to write it (default: table on a terminal, else csv).", valueName: "format"))
  var format: Format?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the output file if it is there.")
  var force = false

  /// The formats of a small result.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, tsv, json, ndjson, markdown, table
  }

  /// Whether the result goes straight to a person's eyes.
  var goesToTerminal: Bool {
    (output ?? "-") == "-" && StandardStream.output.isTerminal
  }

  /// The format asked for, or the one that suits where the result goes.
  var chosen: Format { format ?? (goesToTerminal ? .table : .csv) }

  /// Whether the result is laid out for people and not for programs.
  var isReadByPeople: Bool { chosen == .table }

  /// Whether the result is JSON, as one value or one a line.
  var isJSON: Bool { chosen == .json || chosen == .ndjson }

  /// How many characters fit in a line.
  var width: Int { goesToTerminal ? StandardStream.output.width : 100 }
}
