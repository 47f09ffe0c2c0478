/// The arithmetic of a row of `derived_check`: `18+5+4`, `33/0.275`, `120-3*10-9*(4..7)`.
///
/// Numbers are decimal; `4..7` is every number from 4 to 7, and `36.7%` is 0.367. Operators are
/// `+ - * /`, of which the last two bind closer, and parentheses. Words behind the arithmetic are
/// the unit of its value, as in `120*3 billion RMB`.
struct CheckFormula: Hashable, Sendable {
  /// An expression of numbers.
  indirect enum Expression: Hashable, Sendable {
    case number(Interval)
    case sum(Expression, Expression)
    case difference(Expression, Expression)
    case product(Expression, Expression)
    case quotient(Expression, Expression)
  }

  /// What is computed.
  let expression: Expression
  /// The unit of the value; nil where none is given.
  let unit: String?

  /// Reads a formula.
  init(_ text: String) throws(CheckFormulaError) {
    var parser = CheckFormulaParser(text)
    (expression, unit) = try parser.formula()
  }

  /// The value, an interval where a range goes into it.
  func value() throws(CheckFormulaError) -> Interval { try Self.value(of: expression) }

  private static func value(of expression: Expression) throws(CheckFormulaError) -> Interval {
    switch expression {
    case .number(let number): return number
    case .sum(let one, let other): return try value(of: one) + value(of: other)
    case .difference(let one, let other): return try value(of: one) - value(of: other)
    case .product(let one, let other): return try value(of: one) * value(of: other)
    case .quotient(let one, let other):
      guard let quotient = try value(of: one).divided(by: value(of: other)) else {
        throw .divisionByZero
      }
      return quotient
    }
  }

  /// The numbers in the order in which they stand; of a range both ends.
  var numbers: [Double] { Self.numbers(of: expression) }

  private static func numbers(of expression: Expression) -> [Double] {
    switch expression {
    case .number(let number): number.isNumber ? [number.low] : [number.low, number.high]
    case .sum(let one, let other), .difference(let one, let other), .product(let one, let other),
      .quotient(let one, let other):
      numbers(of: one) + numbers(of: other)
    }
  }

  /// The pairs of single numbers that are multiplied with each other.
  var products: [(Double, Double)] { Self.products(of: expression) }

  private static func products(of expression: Expression) -> [(Double, Double)] {
    switch expression {
    case .number: []
    case .product(.number(let one), .number(let other)) where one.isNumber && other.isNumber:
      [(one.low, other.low)]
    case .sum(let one, let other), .difference(let one, let other), .product(let one, let other),
      .quotient(let one, let other):
      products(of: one) + products(of: other)
    }
  }

  /// Whether it only adds single numbers, at least two.
  var isSum: Bool {
    guard case .sum = expression else { return false }
    return Self.addsNumbers(expression)
  }

  private static func addsNumbers(_ expression: Expression) -> Bool {
    switch expression {
    case .number(let number): number.isNumber
    case .sum(let one, let other): addsNumbers(one) && addsNumbers(other)
    case .difference, .product, .quotient: false
    }
  }
}

/// Why a formula has no value.
enum CheckFormulaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A character stands where it can mean nothing; its position from 1.
  case unexpected(Character, position: Int)
  /// It ends where a number should follow.
  case unfinished
  /// A divisor is 0 or can be.
  case divisionByZero

  /// What is wrong, and where.
  var description: String {
    switch self {
    case .unexpected(let character, let position):
      "character \(position), '\(character)', is not expected there"
    case .unfinished: "it ends where a number or a parenthesis should follow"
    case .divisionByZero: "it divides by zero"
    }
  }
}
