import Statistics
import Testing

@testable import SurveyImport

struct DecimalNumberTests {
  private func number(_ text: String) throws -> DecimalNumber {
    try NumberReader().decimal(text).number
  }

  @Test(arguments: [
    ("209.64", "2096400"), ("0.07", "700"), ("1.1", "11000"), ("98765.4321", "987654321"),
  ])
  func `money in 万元 becomes yuan without a rest`(text: String, yuan: String) throws {
    #expect(try number(text).double(times: .ten(4)) == Double(yuan))
    #expect(try number(text).integer(times: .ten(4)) == Int64(yuan))
  }

  @Test func `a fraction is rounded once, to the nearest number`() throws {
    let mu = UnitFactor(denominator: 1500)
    #expect(try number("1500").integer(times: mu) == 1)
    #expect(try number("1").double(times: mu) == 1.0 / 1500)
    #expect(try number("7").double(times: mu) == 7.0 / 1500)
    #expect(throws: CellRefusal.self) { try number("1").integer(times: mu) }
  }

  @Test func `a whole number is exact or refused`() throws {
    #expect(try number("9223372036854775807").integer() == .max)
    #expect(try number("-9223372036854775808").integer() == .min)
    #expect(try number("12.0").integer() == 12)
    for text in ["1.5", "9223372036854775808", "1e40"] {
      #expect(throws: CellRefusal.self) { try number(text).integer() }
    }
  }

  @Test func `what no floating-point number can hold is refused`() throws {
    #expect(throws: CellRefusal.self) { try number("1e999").double() }
    #expect(throws: CellRefusal.self) { try number("1e-999").double() }
    #expect(try number("0e999").double() == 0)
    #expect(try number("-0").double().sign == .plus)
  }

  @Test(arguments: 0..<300)
  func `multiplying by a power of ten is what the digits say`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let cents = Int64.random(in: -9_999_999_999...9_999_999_999, using: &random)
    let text =
      (cents < 0 ? "-" : "") + "\(cents.magnitude / 100)."
      + String("\(cents.magnitude % 100 + 100)".dropFirst())
    #expect(try number(text).double(times: .ten(4)) == Double("\(cents)e2"))
    #expect(try number(text).integer(times: .ten(2)) == cents)
    #expect(try number(text).double() == Double(text))
  }
}
