import ClusterStore

/// Turns an expression of a CHECK, an index or a default into another dialect.
///
/// What means the same everywhere is taken: comparisons, IN, BETWEEN, IS NULL, AND, OR, NOT, sums,
/// `coalesce`, `nullif`, `abs`, `length`; `json_valid` and GLOB of a column by what the dialect has
/// for them. Anything else is not translated, which whoever asks has to tell.
struct ExpressionTranslation {
  let table: TablePlan
  let dialect: any SQLDialect

  /// The expression in the dialect; nil where it cannot be translated for sure.
  func translate(_ tokens: [SQLToken]) -> String? {
    guard tokens.count > 1 || tokens.first.map({ $0.kind == .number || $0.kind == .text }) ?? false
    else { return nil }
    var parts: [String] = []
    var place = 0
    while place < tokens.count {
      guard let (part, next) = part(of: tokens, at: place, after: parts.last) else { return nil }
      parts.append(part)
      place = next
    }
    return Self.joined(parts)
  }

  /// A literal as a default of a column that holds `kind`; nil for any other expression.
  func defaultValue(_ tokens: [SQLToken], _ kind: ValueKind) -> String? {
    var tokens = tokens
    let isNegative = tokens.first?.isSymbol("-") ?? false
    if isNegative { tokens.removeFirst() }
    guard tokens.count == 1 else { return nil }
    switch tokens[0].kind {
    case .text where kind == .text && !isNegative: return dialect.literal(tokens[0].text)
    case .number where kind == .integer || kind == .real:
      guard Double(tokens[0].text) != nil else { return nil }
      return (isNegative ? "-" : "") + tokens[0].text
    default: return nil
    }
  }

  private static let keywords: Set<String> = [
    "AND", "OR", "NOT", "IN", "BETWEEN", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END",
  ]

  private static let functions: Set<String> = ["COALESCE", "NULLIF", "ABS"]

  private static let symbols: [String: String] = [
    "==": "=", "!=": "<>", "=": "=", "<>": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
    "+": "+", "-": "-", "*": "*", "%": "%", "(": "(", ")": ")", ",": ",",
  ]

  /// One part of the expression, and the place after it.
  private func part(
    of tokens: [SQLToken], at place: Int, after last: String?
  ) -> (String, Int)? {
    let token = tokens[place]
    switch token.kind {
    case .text: return (dialect.literal(token.text), place + 1)
    case .number: return Double(token.text).map { _ in (token.text, place + 1) }
    case .blob: return nil
    case .symbol:
      if let truth = truth(tokens, at: place) { return truth }
      return Self.symbols[token.text].map { ($0, place + 1) }
    case .quotedName: return column(tokens, at: place)
    case .word:
      let isCall = place + 1 < tokens.count && tokens[place + 1].isSymbol("(")
      if isCall, let call = call(tokens, at: place) { return call }
      if let column = column(tokens, at: place) { return column }
      let word = token.text.uppercased()
      if Self.keywords.contains(word) { return (word, place + 1) }
      guard word == "IS" else { return nil }
      // Only where it asks for NULL does IS mean the same everywhere.
      let rest = tokens[(place + 1)...].prefix(2).map { $0.text.uppercased() }
      if rest.first == "NULL" { return ("IS NULL", place + 2) }
      return rest == ["NOT", "NULL"] ? ("IS NOT NULL", place + 3) : nil
    }
  }

  /// A column, or a column with the GLOB behind it.
  private func column(_ tokens: [SQLToken], at place: Int) -> (String, Int)? {
    guard let column = table.column(tokens[place].text), !column.cell.isAnyAsText else {
      return nil
    }
    let name = dialect.quoted(column.name)
    guard place + 1 < tokens.count, tokens[place + 1].isWord("GLOB") else {
      return (name, place + 1)
    }
    guard place + 2 < tokens.count, tokens[place + 2].kind == .text, column.kind == .text,
      let check = dialect.globCheck(name, tokens[place + 2].text)
    else { return nil }
    return (check, place + 3)
  }

  /// A call of a function: of several arguments as it is, of one column by what the dialect has.
  private func call(_ tokens: [SQLToken], at place: Int) -> (String, Int)? {
    let function = tokens[place].text.uppercased()
    if Self.functions.contains(function) { return (function.lowercased(), place + 1) }
    guard place + 3 < tokens.count, tokens[place + 3].isSymbol(")"),
      let column = table.column(tokens[place + 2].text), !column.cell.isAnyAsText
    else { return nil }
    let name = dialect.quoted(column.name)
    switch function {
    case "LENGTH" where column.kind == .text || column.kind == .bytes:
      return (dialect.length(name, column.kind), place + 4)
    case "JSON_VALID" where column.kind == .text:
      return dialect.jsonCheck(name).map { ($0, place + 4) }
    default: return nil
    }
  }

  /// `(column IS NULL)` that is added to something, as a number.
  private func truth(_ tokens: [SQLToken], at place: Int) -> (String, Int)? {
    guard tokens[place].isSymbol("("), place + 4 < tokens.count,
      let column = table.column(tokens[place + 1].text), tokens[place + 2].isWord("IS")
    else { return nil }
    let isNot = tokens[place + 3].isWord("NOT")
    let end = place + (isNot ? 5 : 4)
    guard end < tokens.count, tokens[end - 1].isWord("NULL"), tokens[end].isSymbol(")") else {
      return nil
    }
    let isAdded =
      (place > 0 && tokens[place - 1].isSymbol("+"))
      || (end + 1 < tokens.count && tokens[end + 1].isSymbol("+"))
    let test = "\(dialect.quoted(column.name)) IS \(isNot ? "NOT " : "")NULL"
    return (isAdded ? dialect.number(ofTruth: test) : "(\(test))", end + 1)
  }

  private static func joined(_ parts: [String]) -> String {
    var text = ""
    for part in parts {
      let isTight = text.isEmpty || text.hasSuffix("(") || part == ")" || part == ","
      text += isTight ? part : " " + part
    }
    // A function keeps its parenthesis.
    for function in functions.map({ $0.lowercased() }) {
      text = text.replacing("\(function) (", with: "\(function)(")
    }
    return text
  }
}
