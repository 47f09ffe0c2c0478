import Statistics
import Testing

@testable import SurveyImport

struct NumberReaderTests {
  private func read(
    _ text: String, unit: String? = nil, comma: Bool = false,
    percent: NumberReader.Options.Percent = .fraction
  ) throws -> NumberReader.Reading {
    let options = NumberReader.Options(
      hasDecimalComma: comma, unit: unit.flatMap { MeasurementUnit($0) }, percent: percent)
    return try Array(text.utf8).withUnsafeBytes { try NumberReader(options).decimal($0) }
  }

  private func reason(
    _ text: String, unit: String? = nil, comma: Bool = false,
    percent: NumberReader.Options.Percent = .fraction
  ) -> String {
    let error = #expect(throws: CellRefusal.self) {
      try read(text, unit: unit, comma: comma, percent: percent)
    }
    return error?.reason ?? ""
  }

  @Test(
    arguments: [
      ("１２３", "123"), ("－１．５", "-1.5"), ("1,234,567", "1234567"), ("1，234，567.89", "1234567.89"),
      ("1\u{2009}234\u{2009}567", "1234567"), ("1\u{A0}234", "1234"), ("1\u{202F}234.5", "1234.5"),
      ("(1,234)", "-1234"), ("（12.5）", "-12.5"), ("'0755", "755"), ("+7", "7"), ("−3.5", "-3.5"),
      ("3.2万", "32000"), ("1亿2000万", "120000000"), ("1亿2000万5", "120000005"),
      ("2千万", "20000000"), ("3万亿", "3000000000000"), ("１．５亿", "150000000"), ("4.5E+03", "4500"),
      ("1e-3", "0.001"), (" 12 ", "12"), ("\u{3000}12\u{3000}", "12"), ("-0", "0"), ("5.", "5"),
      (".5", "0.5"), ("0.9279999999999999", "0.9279999999999999"), ("007", "7"), ("(0)", "0"),
    ])
  func `a number is read in every style`(text: String, number: String) throws {
    let reading = try read(text)
    #expect(reading.flag == nil)
    #expect(try reading.number.double() == Double(number))
  }

  @Test(
    arguments: [
      ("1234(D)", "1234", "(D)"), ("12.3*", "12.3", "*"), ("45e", "45", "e"), ("67 ①", "67", "①"),
      ("1,234（D）", "1234", "(D)"), ("8[1]", "8", "[1]"), ("9¹", "9", "¹"), ("2.5p", "2.5", "p"),
      ("-7 r", "-7", "r"), ("12(2)", "12", "(2)"),
    ])
  func `a flag glued to a number is kept apart`(text: String, number: String, flag: String) throws {
    let reading = try read(text)
    #expect(try reading.number.double() == Double(number))
    #expect(reading.flag == flag)
  }

  @Test(
    arguments: [
      ("1.234,56", "decimal commas, declare it"), ("1,23", "decimal one"),
      ("1,2345", "groups of three"), ("12,3456,7890", "groups of three"),
      ("1234,567", "groups of three"), ("1.2.3", "several points"), ("1 234", "follows"),
      ("12-15", "follows"), ("0x10", "follows"), ("1_000", "follows"), ("1/2", "follows"),
      ("", "empty"), ("abc", "no number"), ("一百", "no number"), ("--1", "no number"),
      ("1亿20000万", "do not add up"), ("1.5亿2000万", "do not add up"), ("2万3亿", "do not add up"),
      ("1,234\u{A0}567", "mixes"), ("(D)", "no number"), ("((1))", "no number"),
      ("inf", "no number"),
      ("12.5亿元", "the column has none"), ("1e99999", "out of range"),
      (String(repeating: "7", count: 39), "38 digits"), ("45kg", "unit 'kg'"),
    ])
  func `what could be read in two ways is refused`(text: String, part: String) {
    #expect(reason(text).contains(part), "\(reason(text))")
  }

  @Test func `a declared decimal comma turns the signs round`() throws {
    #expect(try read("1.234.567,5", comma: true).number.double() == 1_234_567.5)
    #expect(try read("0,125", comma: true).number.double() == 0.125)
    #expect(try read("1.234", comma: true).number.double() == 1234)
    #expect(reason("1,234.5", comma: true).contains("decimal points"))
  }

  @Test func `percent is a share or stays, as the column says`() throws {
    #expect(try read("12.5%").number.double() == 0.125)
    #expect(try read("１２．５％").number.double() == 0.125)
    #expect(try read("12.5%", unit: "%").number.double() == 12.5)
    #expect(try read("12.5%", percent: .number).number.double() == 12.5)
    #expect(try read("5‰", unit: "%").number.double() == 0.5)
    #expect(try read("5%", unit: "‰").number.double() == 50)
    #expect(reason("12.5%", percent: .refused).contains("share"))
    #expect(reason("12.5%", unit: "万元").contains("the column holds 万元"))
  }

  @Test func `a cell with a unit of its own is brought to that of the column`() throws {
    #expect(try read("12.5亿元", unit: "万元").number.double() == 125_000)
    #expect(try read("12.5亿元", unit: "元").number.integer() == 1_250_000_000)
    #expect(try read("1亿2000万元", unit: "元").number.integer() == 120_000_000)
    #expect(try read("45kg", unit: "t").number.double() == 0.045)
    #expect(try read("3万人", unit: "人").number.integer() == 30_000)
    #expect(reason("45kg", unit: "元").contains("does not fit"))
    #expect(reason("100美元", unit: "RMB").contains("currencies"))
  }

  @Test func `a multiple in a cell is refused where the column has one too`() throws {
    #expect(try read("3.2万", unit: "元").number.integer() == 32_000)
    #expect(reason("3.2万", unit: "万元").contains("the column in 万元"))
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    let error = #expect(throws: CellRefusal.self) {
      try [0x31, 0xFF].withUnsafeBytes { try NumberReader().decimal($0) }
    }
    #expect(error?.code == .encodingError)
  }

  /// A number in one of the styles that are read.
  private static func printed(_ digits: String, _ fraction: String, style: Int) -> String {
    func grouped(_ separator: String) -> String {
      var groups: [String] = []
      var rest = Substring(digits)
      while !rest.isEmpty {
        groups.insert(String(rest.suffix(3)), at: 0)
        rest = rest.dropLast(3)
      }
      return groups.joined(separator: separator)
    }
    func wide(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
    }
    let plain = fraction.isEmpty ? digits : digits + "." + fraction
    let ending = fraction.isEmpty ? "" : "." + fraction
    return switch style {
    case 0: plain
    case 1: grouped(",") + ending
    case 2: grouped("\u{2009}") + ending
    case 3: grouped("\u{A0}") + ending
    case 4: wide(plain)
    case 5: wide(grouped(",") + ending)
    case 6: "'" + plain
    case 7: plain + "e0"
    case 8: "\u{3000}" + plain + "\u{A0}"
    default: "+" + plain
    }
  }

  @Test(arguments: 0..<400)
  func `a number printed in any style reads back exactly`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let whole = UInt64.random(
      in: 1...(1 << UInt64.random(in: 1...62, using: &random)), using: &random)
    let count = Int.random(in: 0...6, using: &random)
    let fraction = String(
      (0..<count).map { _ in "0123456789".randomElement(using: &random) ?? "0" })
    let expected = try #require(DecimalNumber(whole: "\(whole)", fraction: fraction))
    for style in 0..<10 {
      let text = Self.printed("\(whole)", fraction, style: style)
      #expect(try read(text).number == expected, "\(text)")
      if style < 6 {
        let negative = try read("(" + text + ")").number
        #expect(negative.isNegative && negative.mantissa == expected.mantissa, "(\(text))")
        #expect(try read("−" + text).number == negative, "\(text)")
      }
    }
    let wan = try read("\(whole).\(fraction)7万").number
    let plain = try #require(DecimalNumber(whole: "\(whole)", fraction: fraction + "7"))
    #expect(wan == plain.scaled(byPowerOfTen: 4))
  }

  @Test(arguments: 0..<2000)
  func `no text brings it down, and what it takes has digits`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "1", "0", "９", ",", "，", ".", "．", "-", "−", "(", "）", "万", "亿", "%", "e", "E+", "*", "①",
      "元",
      "kg", " ", "\u{A0}", "\u{3000}", "'", "x", "[", "]", "十", "千", "tce", "e\u{301}", "\u{1F600}",
    ]
    let text = (0..<Int.random(in: 0...8, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    guard let reading = try? read(text) else { return }
    #expect(text.contains { $0.isNumber }, "\(text)")
    #expect(reading.number.mantissa < UInt128.max)
  }
}
