import Testing

@testable import ClusterAnalysis

/// The arithmetic that rows of `derived_check` may hold.
@Suite struct CheckFormulaTests {
  @Test(arguments: [
    ("49", 49), ("18+5+4+4+3+6+5+4", 49), ("120-30-9", 81), ("2+3*4", 14), ("(2+3)*4", 20),
    ("2*3/4", 1.5), ("20/2/5", 2), ("10-4-3", 3), (" 8 / 16 ", 0.5), ("50% * 4", 2),
    ("((1))", 1), ("1.5 + 0.25", 1.75),
  ])
  func `it computes as arithmetic is written`(text: String, value: Double) throws {
    #expect(try CheckFormula(text).value() == Interval(value))
  }

  @Test(arguments: [
    ("4..7", 4, 7), ("120-3*10-9*(4..7)", 27, 54), ("(1..2)*(3..4)", 3, 8),
    ("(1..2)-(3..4)", -3, -1), ("12/(2..4)", 3, 6), ("(0-(2..3))*2", -6, -4), ("7..4", 4, 7),
  ])
  func `a range gives a range`(text: String, low: Double, high: Double) throws {
    let value = try CheckFormula(text).value()
    #expect(value == Interval(low, high))
    #expect(value.low <= value.high)
  }

  @Test func `words behind it are its unit`() throws {
    let formula = try CheckFormula("120*3  billion RMB ")
    #expect(try formula.value() == Interval(360))
    #expect(formula.unit == "billion RMB")
    #expect(try CheckFormula("120*3").unit == nil)
  }

  @Test func `its numbers stand in order, ranges by both ends`() throws {
    let formula = try CheckFormula("120-3*10-9*(4..7)")
    #expect(formula.numbers == [120, 3, 10, 9, 4, 7])
    #expect(formula.products.map { [$0.0, $0.1] } == [[3, 10]])
    #expect(!formula.isSum)
    #expect(try CheckFormula("1+2+3").isSum)
    #expect(try !CheckFormula("1+2*3").isSum)
    #expect(try !CheckFormula("6").isSum)
  }

  @Test(arguments: [
    ("", CheckFormulaError.unfinished), ("18+", .unfinished), ("(1+2", .unfinished),
    ("18 49", .unexpected("4", position: 4)), ("1+*2", .unexpected("*", position: 3)),
    ("a/2", .unexpected("a", position: 1)), ("1)", .unexpected(")", position: 2)),
    ("4..", .unfinished), (".5", .unexpected(".", position: 1)),
    ("3 clusters + 2", .unexpected("+", position: 12)),
    ("3; DROP", .unexpected(";", position: 2)),
  ])
  func `what is no formula is told with its place`(text: String, error: CheckFormulaError) {
    #expect(throws: error) { try CheckFormula(text) }
  }

  @Test func `parentheses without end are refused`() {
    let text = String(repeating: "(", count: 10_000) + "1"
    #expect(throws: CheckFormulaError.self) { try CheckFormula(text) }
  }

  @Test(arguments: ["1/0", "1/(2-2)", "5/(0..3)", "5/(2-(1..3))"])
  func `a divisor that can be zero has no quotient`(text: String) throws {
    let formula = try CheckFormula(text)
    #expect(throws: CheckFormulaError.divisionByZero) { try formula.value() }
  }
}
