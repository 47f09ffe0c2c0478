import Statistics
import Testing

@testable import SurveyImport

struct ByteDictionaryTests {
  /// Keys of every length from none to several words.
  private static func key(_ number: Int) -> String {
    number == 0 ? "" : "\(number)" + String(repeating: "k", count: number % 23)
  }

  @Test(arguments: 0..<20)
  func `it agrees with a dictionary`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let mine = ByteDictionary()
    var theirs: [String: Int64] = [:]
    for step in 0..<3_000 {
      let key = Self.key(Int.random(in: 0..<900, using: &random))
      let value: Int64? = Int.random(in: 0..<5, using: &random) == 0 ? nil : Int64(step)
      Array(key.utf8).withUnsafeBytes { mine.set($0, to: value) }
      theirs[key] = value
    }
    for number in 0..<900 {
      let key = Self.key(number)
      #expect(Array(key.utf8).withUnsafeBytes { mine.value($0) } == theirs[key])
    }
  }
}
