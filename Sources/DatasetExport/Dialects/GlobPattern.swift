/// Patterns of SQLite's GLOB.
enum GlobPattern {
  /// The regular expression that matches what `pattern` matches; nil where a list in it is not plain.
  static func regularExpression(_ pattern: String) -> String? {
    var (expression, rest) = ("^", Substring(pattern))
    while let character = rest.popFirst() {
      switch character {
      case "*": expression += ".*"
      case "?": expression += "."
      case "[":
        guard let end = rest.firstIndex(of: "]") else { return nil }
        let list = rest[..<end]
        guard !list.isEmpty, list.allSatisfy({ $0.isLetter || $0.isNumber || "-^ ".contains($0) })
        else { return nil }
        expression += "[\(list)]"
        rest = rest[rest.index(after: end)...]
      default:
        expression += "\\.^$|()[]{}+*?".contains(character) ? "\\\(character)" : "\(character)"
      }
    }
    return expression + "$"
  }
}
