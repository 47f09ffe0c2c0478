import ArgumentParser
import ClusterStore

/// `agglom query`: one statement that reads, or a saved query.
///
/// - Output: the statement's columns and rows; with `--list`, the saved queries.
/// - Exit status: 0; 1 for a statement that does not parse or would write; 64 for a query or
///   parameter that is not there; 66 for a file that is not there; 75 when out of time.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Ask by SQL, or by a saved query; nothing can be changed.",
    discussion: """
      Parameters stand in SQL as :name. A value that looks like a number is one; name:text=0755 \
      keeps it a text, and name:integer=, name:real= and name:null= are the other kinds. What a \
      saved query declares needs no kind, and what is not given has its default.

      The indices are functions: the aggregates hhi(x), gini(x), theil_t(x), theil_l(x), \
      entropy(x), concentration_ratio(x, n), hoover(x, y), median(x) and percentile(x, p) with p \
      from 0 to 1 pass over NULL and answer NULL where they are undefined; FROM statistics() lists \
      every index with its formula, convention and source. Each of them is a table \
      too, called like it with underscores: FROM location_quotient('employees', 2019) gives what \
      'agglom stats location-quotient --of employees --years 2019' does. After figure and years \
      come dataset (the only one), zones, industries, base, units, if_suppressed, if_missing, \
      if_absent, settings ('name=value,name=value'), group_level, of_segment, source, target, \
      division, vintage, peer and population_of, which may also be given by name: WHERE zones = \
      'prefecture'.

      Examples:
        agglom query "SELECT name_zh FROM cluster WHERE size_band = :size" --param size=over-10bn-rmb
        agglom query --list
        agglom query --saved 11 --param structure_type=homogeneous
        agglom query "SELECT name, formula FROM statistics() WHERE family = 'change'"
        agglom query "SELECT zone, gini FROM gini('employees', 2023) WHERE units = 'industries'"
        agglom query --file question.sql --format json
      """)

  @Argument(help: ArgumentHelp("The statement; - reads it from standard input.", valueName: "sql"))
  var sql: String?

  @Option(help: ArgumentHelp("Run the saved query of this name or number.", valueName: "name"))
  var saved: String?

  @Flag(help: "List the saved queries with their parameters.")
  var list = false

  @Option(
    help: ArgumentHelp("Read the statement from this file.", valueName: "file"),
    completion: .file(extensions: ["sql"]))
  var file: String?

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "A value for the parameter :name; may be given again.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("Stop the query after so long; 0 for never.", valueName: "seconds"))
  var timeout = 30.0

  @Option(
    help: ArgumentHelp(
      "Stop after so many rows; 0 for all (default: 1000 on a terminal, else all).",
      valueName: "count"))
  var maxRows: Int?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let chosen = [sql != nil, saved != nil, list, file != nil].count { $0 }
    guard chosen == 1 else {
      throw ValidationError(
        chosen == 0
          ? "there is no statement. Give one, or --saved NAME, --file FILE or --list."
          : "give only one of a statement, --saved, --file and --list.")
    }
    guard timeout >= 0, timeout.isFinite else {
      throw ValidationError("--timeout: must be 0 or more seconds, not \(timeout).")
    }
    if let maxRows, maxRows < 0 {
      throw ValidationError("--max-rows: must be 0 or more, not \(maxRows).")
    }
    try Self.check(parameters)
  }

  /// Refuses what is no value for a parameter.
  static func check(_ parameters: [String]) throws {
    for written in parameters where QueryParameter(written) == nil {
      throw ValidationError(
        "--param: '\(written)' is not name=value, nor name:kind=value with the kind text, "
          + "integer, real or null.")
    }
  }

  func run() throws {
    if list {
      try output.write(NamedQueries(store.openForQueries().store).overview())
      return
    }
    var request = QueryRequest(
      try saved.map(QueryRequest.Question.saved) ?? .statement(statement()))
    request.parameters = parameters.compactMap(QueryParameter.init)
    request.timeout = timeout
    request.maxRows = maxRows
    try request.run(on: store, to: output)
  }

  private func statement() throws -> String {
    if let file { return try TextFile.read(file) }
    guard let sql, sql != "-" else { return try TextFile.read("-") }
    return sql
  }
}
