public import SQLite

/// A value for a parameter of a query, as it is written: `name=value` or `name:kind=value`.
public struct QueryParameter: Hashable, Sendable {
  /// The name, without a colon.
  public let name: String
  /// The kind that is asked for; nil to take what the text looks like.
  public let kind: Kind?
  /// The text of the value.
  public let text: String

  /// The kinds of value a parameter takes.
  public enum Kind: String, Sendable, CaseIterable {
    /// Text, also where it looks like a number.
    case text
    /// A whole number.
    case integer
    /// A number.
    case real
    /// No value.
    case null
  }

  /// Reads `name=value` or `name:kind=value`; nil where it is neither.
  public init?(_ written: String) {
    guard let equals = written.firstIndex(of: "=") else { return nil }
    let head = written[..<equals].split(separator: ":", omittingEmptySubsequences: false)
    guard let name = head.first, !name.isEmpty, head.count <= 2 else { return nil }
    kind = head.count == 2 ? Kind(rawValue: String(head[1])) : nil
    guard head.count == 1 || kind != nil else { return nil }
    self.name = String(name)
    text = String(written[written.index(after: equals)...])
  }

  /// The value to bind.
  ///
  /// - Parameter declared: The kind that the query declares, which ``kind`` overrides; nil to take
  ///   what the text looks like: a whole number, a number, else text.
  /// - Returns: The value.
  /// - Throws: ``QueryError/wrongKind(name:text:kind:)``.
  public func value(declared: Kind? = nil) throws(QueryError) -> Value {
    switch kind ?? declared {
    case .text: return .text(text)
    case .null: return .null
    case .integer:
      guard let number = Int64(text) else {
        throw .wrongKind(name: name, text: text, kind: .integer)
      }
      return .integer(number)
    case .real:
      guard let number = Double(text) else {
        throw .wrongKind(name: name, text: text, kind: .real)
      }
      return .real(number)
    case nil:
      // A code such as 0755 or +5 is no number, and neither are "nan" and "infinity".
      if let number = Int64(text), String(number) == text { return .integer(number) }
      let looksLikeNumber =
        text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
        && !text.hasPrefix("0") || text.hasPrefix("0.")
      if looksLikeNumber, text.contains("."), let number = Double(text) { return .real(number) }
      return .text(text)
    }
  }
}

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
  case notUnderstood(message: String, sql: String)
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
    case .notUnderstood(let message, let sql):
      "\(message). 'agglom describe' lists the tables, 'agglom describe TABLE' their columns."
        + " The statement: \(sql)"
    case .failed(let message, let sql):
      (message.hasSuffix(".") ? message : "\(message).") + " The statement: \(sql)"
    case .notReading(let sql):
      """
      queries only read: this statement would change the database, the connection or a file. Rows \
      come in by 'agglom import'. The statement: \(sql)
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
