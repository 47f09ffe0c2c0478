public import SQLite

/// A CHECK of one column that the importer can hold a value to without asking SQLite.
public struct CheckRule: Hashable, Sendable {
  /// The column.
  public let column: String
  /// The rule as the schema has it, such as `employees >= 0`.
  public let text: String
  /// What it demands.
  public let demand: Demand

  /// What a rule demands of a value that is there.
  public enum Demand: Hashable, Sendable {
    /// A number from the one to the other; nil where there is no limit.
    case range(lower: Double?, upper: Double?)
    /// One of these texts.
    case texts([String])
  }

  /// The rules of `table`; nil where it has one that is not of a form known here.
  public static func rules(_ store: Store, table: String) throws(SQLiteError) -> [CheckRule]? {
    let sql = try store.connection.value(
      "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1", [.text(table)])
    guard case .text(let sql)? = sql else { return nil }
    var rules: [CheckRule] = []
    for text in expressions(in: sql) {
      // The importer writes flags itself.
      if text == "flags IS NULL OR json_valid(flags)" { continue }
      guard let rule = CheckRule(text: text) else { return nil }
      rules.append(rule)
    }
    return rules
  }

  private init?(text: String) {
    let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
    guard words.count >= 3 else { return nil }
    let demand: Demand
    switch words[1] {
    case ">=":
      guard words.count == 3, let bound = Double(words[2]) else { return nil }
      demand = .range(lower: bound, upper: nil)
    case "BETWEEN":
      guard words.count == 5, words[3] == "AND", let lower = Double(words[2]),
        let upper = Double(words[4])
      else { return nil }
      demand = .range(lower: lower, upper: upper)
    case "IN":
      let list = text.drop { $0 != "(" }.dropFirst().dropLast()
      let parts = list.split(separator: ",").map { part in
        part.drop { $0 == " " || $0 == "\n" }
      }
      guard parts.allSatisfy({ $0.count >= 2 && $0.first == "'" && $0.last == "'" }) else {
        return nil
      }
      demand = .texts(parts.map { String($0.dropFirst().dropLast()) })
    default: return nil
    }
    self.init(column: words[0], text: text, demand: demand)
  }

  private init(column: String, text: String, demand: Demand) {
    self.column = column
    self.text = text
    self.demand = demand
  }

  /// What stands between the brackets of every CHECK.
  private static func expressions(in sql: String) -> [String] {
    var found: [String] = []
    var rest = sql[...]
    while let start = rest.firstRange(of: "CHECK (") {
      rest = rest[start.upperBound...]
      var depth = 1
      let end = rest.firstIndex { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return depth == 0
      }
      guard let end else { return found }
      found.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return found
  }
}
