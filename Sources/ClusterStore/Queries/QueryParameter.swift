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
