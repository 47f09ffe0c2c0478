public import SQLite

/// A CHECK of one column that the importer can hold a value to without asking SQLite.
public struct CheckRule: Hashable, Sendable {
  /// The column, as the table's definition calls it.
  public let column: String
  /// The rule in words of SQL, such as `employees >= 0`.
  public let text: String
  /// What it demands.
  public let demand: Demand

  /// What a rule demands of a value that is there.
  public enum Demand: Hashable, Sendable {
    /// A number from the one to the other; nil where there is no limit.
    case range(lower: Double?, upper: Double?)
    /// One of these texts.
    case texts([String])
    /// JSON, as the importer writes it.
    case json
  }

  /// The rules of `table`, one for each of its CHECKs; nil for a CHECK that only SQLite understands.
  public static func rules(_ table: TableDefinition) -> [CheckRule?] {
    table.checks.map { CheckRule($0, of: table) }
  }

  /// Whether the rule lets `value` in; NULL breaks none.
  public func allows(_ value: Value) -> Bool {
    switch (demand, value) {
    case (_, .null): true
    case (.range(let lower, let upper), .integer(let number)):
      Double(number) >= lower ?? -.infinity && Double(number) <= upper ?? .infinity
    case (.range(let lower, let upper), .real(let number)):
      number >= lower ?? -.infinity && number <= upper ?? .infinity
    case (.texts(let texts), .text(let text)): texts.contains(text)
    default: false
    }
  }

  /// Whether the rule lets in what the column holds in a row that says nothing of it.
  public func allowsDefault(of table: TableDefinition) -> Bool {
    guard let tokens = table.column(column)?.defaultValue else { return false }
    if tokens.isEmpty { return allows(.null) }
    if tokens.count == 1, tokens[0].kind == .text { return allows(.text(tokens[0].text)) }
    return Self.number(tokens).map { allows(.real($0)) } ?? false
  }
}

extension CheckRule {
  private init?(_ tokens: [SQLToken], of table: TableDefinition) {
    guard let first = tokens.first, [.word, .quotedName].contains(first.kind),
      let column = table.column(first.text), !column.isGenerated
    else { return nil }
    let rest = tokens.dropFirst()
    guard let demand = Self.jsonDemand(tokens, column) ?? Self.demand(Array(rest), of: column)
    else { return nil }
    self.init(column: column.name, text: Self.text(tokens), demand: demand)
  }

  /// What the words behind the column demand of it; nil where they may mean something else.
  private static func demand(
    _ tokens: [SQLToken], of column: TableDefinition.Column
  ) -> Demand? {
    guard let word = tokens.first else { return nil }
    let rest = Array(tokens.dropFirst())
    if ["INTEGER", "REAL"].contains(column.type) {
      if word.isSymbol(">=") { return number(rest).map { .range(lower: $0, upper: nil) } }
      if word.isSymbol("<=") { return number(rest).map { .range(lower: nil, upper: $0) } }
      guard word.isWord("BETWEEN"), let and = rest.firstIndex(where: { $0.isWord("AND") }),
        let lower = number(Array(rest[..<and])), let upper = number(Array(rest[(and + 1)...]))
      else { return nil }
      return .range(lower: lower, upper: upper)
    }
    // Another order of texts would let more of them be the same.
    guard column.type == "TEXT", column.collation == nil, word.isWord("IN"), rest.count >= 3,
      rest[0].isSymbol("("), rest[rest.count - 1].isSymbol(")")
    else { return nil }
    let list = rest.dropFirst().dropLast()
    let isList = list.enumerated().allSatisfy { place, token in
      place.isMultiple(of: 2) ? token.kind == .text : token.isSymbol(",")
    }
    guard isList, !list.count.isMultiple(of: 2) else { return nil }
    return .texts(list.filter { $0.kind == .text }.map(\.text))
  }

  /// `flags IS NULL OR json_valid(flags)`, in whatever letters.
  private static func jsonDemand(
    _ tokens: [SQLToken], _ column: TableDefinition.Column
  ) -> Demand? {
    guard tokens.count == 8, tokens[1].isWord("IS"), tokens[2].isWord("NULL"),
      tokens[3].isWord("OR"), tokens[4].isWord("JSON_VALID"), tokens[5].isSymbol("("),
      tokens[6].text.lowercased() == column.name.lowercased(), tokens[6].kind != .text,
      tokens[7].isSymbol(")")
    else { return nil }
    return .json
  }

  /// The number that `tokens` write in plain digits, so few that nothing of it is rounded.
  private static func number(_ tokens: [SQLToken]) -> Double? {
    var tokens = tokens
    let isNegative = tokens.first?.isSymbol("-") ?? false
    if isNegative || tokens.first?.isSymbol("+") ?? false { tokens.removeFirst() }
    guard tokens.count == 1, tokens[0].kind == .number, tokens[0].text.utf8.count <= 15,
      tokens[0].text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
      let number = Double(tokens[0].text)
    else { return nil }
    return isNegative ? -number : number
  }

  /// The words of a rule as people write them.
  private static func text(_ tokens: [SQLToken]) -> String {
    var text = ""
    for (place, token) in tokens.enumerated() {
      let before = place > 0 ? tokens[place - 1] : nil
      let isTight =
        before == nil || token.isSymbol(",") || token.isSymbol(")")
        || before?.isSymbol("(") == true || before?.isSymbol("-") == true
        || token.isSymbol("(") && before?.isWord("IN") == false
      text += isTight ? "" : " "
      text +=
        token.kind == .text ? "'\(token.text.replacing("'", with: "''"))'" : token.text
    }
    return text
  }
}
