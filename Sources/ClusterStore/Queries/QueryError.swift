/// Why a query cannot be run, or was stopped.
public enum QueryError: Error, Hashable, Sendable {
  /// There is no saved query of that key or number.
  case unknownQuery(String, nearest: [String])
  /// The query has no parameter of that name.
  case unknownParameter(String, known: [String])
  /// A parameter of the query is given no value.
  case missingParameter(String)
  /// A parameter has no name to give a value by.
  case unnamedParameter
  /// The text of a parameter is not of its kind.
  case wrongKind(name: String, text: String, kind: QueryParameter.Kind)
  /// SQLite does not understand the statement.
  case notUnderstood(message: String, sql: String, offset: Int?)
  /// The statement is sound and fails at its rows.
  case failed(message: String, sql: String)
  /// The statement would write, or reach outside the database.
  case notReading(sql: String)
  /// The statement took longer than allowed.
  case outOfTime(seconds: Double)
}

extension QueryError: CustomStringConvertible {
  /// What is wrong, and what to write instead.
  public var description: String {
    switch self {
    case .unknownQuery(let name, let nearest):
      "there is no saved query '\(name)'."
        + (nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: " or "))?")
        + " 'agglom query --list' lists them."
    case .unknownParameter(let name, let known):
      "the query has no parameter '\(name)'. "
        + (known.isEmpty ? "It has none." : "It has: \(known.joined(separator: ", ")).")
    case .missingParameter(let name):
      "parameter '\(name)' has no value. Add --param \(name)=VALUE."
    case .unnamedParameter:
      "a parameter of the query has no name. Write :name, and give it by --param name=VALUE."
    case .wrongKind(let name, let text, let kind):
      "parameter '\(name)': '\(text)' is not \(kind == .integer ? "a whole number" : "a number")."
    case .notUnderstood(let message, let sql, let offset):
      "\(message).\n  in: \(SQLExcerpt(sql, around: offset))\n'agglom describe' lists the tables, "
        + "'agglom describe TABLE' their columns."
    case .failed(let message, let sql):
      (message.hasSuffix(".") ? message : "\(message).") + "\n  in: \(SQLExcerpt(sql))"
    case .notReading(let sql):
      """
      queries only read, and this statement would change the database, the connection or a file.
        in: \(SQLExcerpt(sql))
      To add rows, use 'agglom import'.
      """
    case .outOfTime(let seconds):
      """
      the query took longer than \(seconds.formatted) and was stopped; the database is \
      unchanged. Allow more with --timeout SECONDS, or any time with --timeout 0.
      """
    }
  }
}

extension Double {
  /// The number of seconds with its unit, without decimals where it has none.
  fileprivate var formatted: String {
    let isWhole = self == rounded() && abs(self) < 1e15
    return "\(isWhole ? "\(Int64(self))" : "\(self)") \(self == 1 ? "second" : "seconds")"
  }
}
