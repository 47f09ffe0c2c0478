import ClusterStore
import Statistics
import Testing

@testable import SurveyImport

struct RowRangeRecorderTests {
  /// The line of each row that the ranges tell of.
  private func lines(_ recorder: RowRangeRecorder) -> [Int64: Int] {
    var lines: [Int64: Int] = [:]
    for range in recorder.ranges {
      for id in range.firstID...range.lastID {
        lines[id] = range.firstLine + Int(id - range.firstID) * range.step
      }
    }
    return lines
  }

  @Test func `rows of every third line are one range`() {
    var recorder = RowRangeRecorder()
    for row in 0..<100 { recorder.note(id: Int64(row + 7), line: 2 + 3 * row) }
    #expect(recorder.ranges == [.init(firstID: 7, lastID: 106, firstLine: 2, step: 3)])
  }

  @Test(arguments: 0..<50)
  func `every row leads to its line, also after some are gone`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var recorder = RowRangeRecorder()
    var expected: [Int64: Int] = [:]
    var line = 1
    for id in Int64(1)...300 {
      line += Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...9, using: &random) : 1
      recorder.note(id: id, line: line)
      expected[id] = line
    }
    for _ in 0..<40 {
      let id = Int64.random(in: 1...300, using: &random)
      recorder.forget(id: id)
      expected[id] = nil
    }
    #expect(lines(recorder) == expected)
  }
}
