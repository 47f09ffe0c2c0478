/// Reads the text of a ``CheckFormula`` from left to right.
struct CheckFormulaParser {
  private let characters: [Character]
  private var position = 0
  private var depth = 0

  /// Parentheses within each other beyond this are refused.
  private static let maximalDepth = 100

  init(_ text: String) { characters = Array(text) }

  /// The whole text: an expression, and its unit if words follow.
  mutating func formula() throws(CheckFormulaError) -> (
    expression: CheckFormula.Expression, unit: String?
  ) {
    let expression = try sum()
    let start = position
    while let character = characters[safely: position] {
      guard character.isLetter || character == " " || position > start && character == "-" else {
        throw .unexpected(character, position: position + 1)
      }
      position += 1
    }
    let unit = String(characters[start...]).split(separator: " ").joined(separator: " ")
    return (expression, unit.isEmpty ? nil : unit)
  }

  private mutating func sum() throws(CheckFormulaError) -> CheckFormula.Expression {
    var result = try product()
    while true {
      if take("+") {
        result = .sum(result, try product())
      } else if take("-") {
        result = .difference(result, try product())
      } else {
        return result
      }
    }
  }

  private mutating func product() throws(CheckFormulaError) -> CheckFormula.Expression {
    var result = try factor()
    while true {
      if take("*") {
        result = .product(result, try factor())
      } else if take("/") {
        result = .quotient(result, try factor())
      } else {
        return result
      }
    }
  }

  private mutating func factor() throws(CheckFormulaError) -> CheckFormula.Expression {
    guard take("(") else {
      let low = try number()
      guard take("..") else { return .number(Interval(low)) }
      return .number(Interval(low, try number()))
    }
    depth += 1
    guard depth <= Self.maximalDepth else { throw .unexpected("(", position: position) }
    defer { depth -= 1 }
    let inner = try sum()
    guard take(")") else { throw unexpected() }
    return inner
  }

  private mutating func number() throws(CheckFormulaError) -> Double {
    skipSpaces()
    let start = position
    skipDigits()
    // One point begins a fraction, two a range; a number begins with a digit.
    if position > start, characters[safely: position] == ".",
      characters[safely: position + 1]?.isDigit == true
    {
      position += 1
      skipDigits()
    }
    guard position > start, let value = Double(String(characters[start..<position])),
      value.isFinite
    else { throw unexpected() }
    return take("%") ? value / 100 : value
  }

  private mutating func take(_ token: String) -> Bool {
    skipSpaces()
    let end = position + token.count
    guard end <= characters.count, String(characters[position..<end]) == token else {
      return false
    }
    position = end
    return true
  }

  private mutating func skipSpaces() {
    while characters[safely: position] == " " { position += 1 }
  }

  private mutating func skipDigits() {
    while characters[safely: position]?.isDigit == true { position += 1 }
  }

  private func unexpected() -> CheckFormulaError {
    guard let character = characters[safely: position] else { return .unfinished }
    return .unexpected(character, position: position + 1)
  }
}

extension Character {
  /// Whether it is one of 0 to 9.
  fileprivate var isDigit: Bool { isASCII && isWholeNumber }
}

extension [Character] {
  /// The character at `position`; nil past the end.
  fileprivate subscript(safely position: Int) -> Character? {
    position < count ? self[position] : nil
  }
}
