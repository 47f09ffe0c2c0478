import ClusterStore
import DatasetExport

/// What `agglom query` is asked, once the arguments are understood.
struct QueryRequest {
  /// The statement, or the name of a saved query.
  var question: Question
  /// The file that was named as the database; nil where none was.
  var database: String?
  /// Values for the parameters.
  var parameters: [QueryParameter] = []
  /// The longest time in seconds; 0 for any.
  var timeout = 30.0
  /// The most rows; 0 for all, nil for what suits where the result goes.
  var maxRows: Int?

  /// What is asked.
  enum Question {
    case statement(String)
    case saved(String)
  }

  /// Asks `question` with no parameters and the usual limits.
  init(_ question: Question) { self.question = question }

  /// Reads `query SQL` and `query SQL --db FILE`; nil for anything else.
  ///
  /// These need no parser, which takes longer than the query.
  init?(_ arguments: [String]) {
    guard arguments.first == "query", arguments.count == 2 || arguments.count == 4,
      !arguments[1].isEmpty, !arguments[1].hasPrefix("-")
    else { return nil }
    self.init(.statement(arguments[1]))
    if arguments.count == 4 {
      guard arguments[2] == "--db", !arguments[3].hasPrefix("-") else { return nil }
      database = arguments[3]
    }
  }

  /// Asks, and writes the answer.
  func run(on store: some DatabaseChoice, to output: some ResultOutput) throws {
    let limits = QuerySession.Limits(
      seconds: timeout > 0 ? timeout : nil, rows: rowLimit(isTerminal: output.goesToTerminal))
    if let seconds = limits.seconds {
      LockWait.shorten(to: .seconds(seconds))
      let refusal = QueryError.outOfTime(seconds: seconds)
      LastResort.end(after: seconds, saying: "Error: \(refusal)\n", .of(refusal))
    }
    let session = try store.openForQueries(offersAtOnce: false)
    let sink = try output.sink()
    let outcome: QuerySession.Outcome
    switch question {
    case .saved(let name):
      outcome = try session.run(
        NamedQueries(session.store).query(name), parameters: parameters, limits: limits,
        begin: { try sink.begin($0) }, row: { try sink.add($0) })
    case .statement(let sql):
      outcome = try session.run(
        sql, parameters: parameters, limits: limits,
        begin: { try sink.begin($0) }, row: { try sink.add($0) })
    }
    LastResort.callOff()
    try sink.finish()
    if outcome.isCut {
      StandardStream.error.write(
        "Cut after \(outcome.rows) rows; --max-rows 0 shows all, --max-rows COUNT another number.\n"
      )
    }
  }

  /// The most rows given; nil for all.
  private func rowLimit(isTerminal: Bool) -> Int? {
    if let maxRows { return maxRows == 0 ? nil : maxRows }
    return isTerminal ? 1_000 : nil
  }
}
