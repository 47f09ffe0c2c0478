import Statistics
import Testing

@testable import SurveyImport

struct CellParserTests {
  private func integer(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { CellParser.integer($0) }
  }

  private func real(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBytes { CellParser.real($0) }
  }

  @Test(arguments: [
    ("0", 0), ("-7", -7), ("+7", 7), ("007", 7), ("12.0", 12), ("9223372036854775807", Int64.max),
    ("-9223372036854775808", Int64.min),
  ])
  func `a whole number is read`(text: String, number: Int64) { #expect(integer(text) == number) }

  @Test(arguments: [
    "", "-", "1.5", "1e3", "9223372036854775808", "1 2", "12.", "0x1F", "１２", "--1", ".0",
  ])
  func `what is no whole number is not`(text: String) { #expect(integer(text) == nil) }

  @Test(arguments: [
    "0", "-0.5", "1e23", "0.1", "123456789012345678", "1.7976931348623157e308", "4.9e-324", ".5",
    "5.", "1E-5", "98765.4321", "0.30000000000000004", "100000000000000000000000",
  ])
  func `a number is the one nearest to its text`(text: String) {
    #expect(real(text) == Double(text))
  }

  @Test(arguments: ["", ".", "-", "1e", "1e+", "e5", "inf", "nan", "1e999", "0x10", "1,5", "1_0"])
  func `what is no finite number is not`(text: String) { #expect(real(text) == nil) }

  @Test(arguments: 0..<500)
  func `any number that is printed is read back`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let number = Double(bitPattern: random.next())
    guard number.isFinite else { return }
    #expect(real("\(number)") == number)
    let rounded = (Double.random(in: -1e6...1e6, using: &random) * 100).rounded() / 100
    #expect(real("\(rounded)") == rounded)
  }

  @Test func `bytes that are no UTF-8 are found where they stand`() {
    let cases: [([UInt8], Int?)] = [
      (Array("产业a".utf8), nil), ([0x61, 0xC3], 1), ([0xC0, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xE4, 0xBA, 0xA7, 0xB5], 3),
      ([0xF0, 0x9F, 0x98, 0x80], nil),
    ]
    for (bytes, place) in cases {
      #expect(bytes.withUnsafeBytes { CellParser.badByte($0) } == place)
    }
  }

  @Test(arguments: 0..<300)
  func `the check of UTF-8 agrees with the standard library`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<8).map { _ in
      [0x61, 0xC3, 0xA9, 0xE4, 0xBA, 0xA7, 0xED, 0xA0, 0xF0, 0x9F, 0x98, 0x80, 0xF4]
        .randomElement(using: &random) ?? 0x61 as UInt8
    }
    let isGood = String(validating: bytes, as: UTF8.self) != nil
    #expect((bytes.withUnsafeBytes { CellParser.badByte($0) } == nil) == isGood)
  }
}
