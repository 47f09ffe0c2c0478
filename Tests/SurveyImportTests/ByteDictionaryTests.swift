import Testing

@testable import SurveyImport

struct ByteDictionaryTests {
  @Test(arguments: 0..<20)
  func `it agrees with a dictionary`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var mine = ByteDictionary()
    var theirs: [String: Int64] = [:]
    for step in 0..<3_000 {
      let key = "k\(Int.random(in: 0..<900, using: &random))"
      let value: Int64? = Int.random(in: 0..<5, using: &random) == 0 ? nil : Int64(step)
      Array(key.utf8).withUnsafeBytes { mine.set($0, to: value) }
      theirs[key] = value
    }
    for number in 0..<900 {
      let key = "k\(number)"
      #expect(Array(key.utf8).withUnsafeBytes { mine.value($0) } == theirs[key])
    }
  }
}
