import ArgumentParser
import ClusterStore
import DatasetExport
import Output

/// How and where a command writes its result.
struct OutputOptions: ParsableArguments, ResultOutput {
  @Option(
    help: ArgumentHelp(
      "How to write it (default: table on a terminal, else csv).", valueName: "format"))
  var format: OutputFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Replace the output file if it is there.")
  var force = false
}

/// How and where a result is written where nothing is said of it.
struct UsualOutput: ResultOutput {
  var format: OutputFormat? { nil }
  var output: String? { nil }
  var force: Bool { false }
}

/// The formats of a result, as the catalogue of formats names them.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case csv, tsv, json, ndjson, markdown, html, geojson, table
}

/// What says how and where a result is written.
protocol ResultOutput {
  /// The format; nil for the one that suits where the result goes.
  var format: OutputFormat? { get }
  /// The file; nil or `-` for the standard output.
  var output: String? { get }
  /// Whether a file that is there may be replaced.
  var force: Bool { get }
}

extension ResultOutput {
  /// Whether the result goes straight to a person's eyes.
  var goesToTerminal: Bool {
    (output ?? "-") == "-" && StandardStream.output.isTerminal
  }

  /// The format asked for, or the one that suits where the result goes.
  var chosen: OutputFormat { format ?? (goesToTerminal ? .table : .csv) }

  /// Whether the result is laid out for people and not for programs.
  var isReadByPeople: Bool { chosen == .table }

  /// Whether the result is JSON, as one value or one a line.
  var isJSON: Bool { chosen == .json || chosen == .ndjson }

  /// How many characters fit in a line.
  var width: Int { goesToTerminal ? StandardStream.output.width : 100 }

  /// The widest a cell of a table may be on a terminal; other outputs hold cells whole.
  private static var cellWidth: Int { 40 }

  /// Begins a result that comes row by row; of computed numbers people see the first six digits.
  func sink(isComputed: Bool = false) throws -> ResultSink {
    var options = FormatOptions()
    if isComputed {
      options.digits = 6
      options.keys = ["zone", "industry", "other_industry"]
    }
    if goesToTerminal {
      options.cellWidth = Self.cellWidth
      options.tableWidth = width
    }
    return try ResultSink(
      path: output ?? "-", force: force, format: .format(chosen.rawValue), options: options)
  }

  /// Writes a whole result.
  func write(_ result: ResultRows) throws {
    let sink = try sink()
    try sink.begin(result.columns)
    for row in result.rows { try sink.add(row) }
    try sink.finish()
  }

  /// Writes a large result that was computed.
  func write(_ result: ResultColumns) async throws {
    let sink = try sink(isComputed: true)
    try sink.begin(result.columns.map(\.name))
    try await sink.add(result)
    try sink.finish()
  }

  /// Writes a result that is laid out already.
  func write(text: String) throws {
    try OutputFile.write(to: output ?? "-", force: force) { sink in
      sink.buffer.append(VisibleText.lines(text))
      try sink.flush()
    }
  }
}
