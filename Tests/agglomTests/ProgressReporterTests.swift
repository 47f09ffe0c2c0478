import SurveyImport
import Testing

@testable import agglom

@Suite struct ProgressReporterTests {
  /// A clock and a screen that the test holds.
  private final class Desk {
    var time = 100.0
    var text = ""

    func reporter(
      _ style: ProgressReporter.Style, isTerminal: Bool = true, width: Int = 80
    ) -> ProgressReporter {
      ProgressReporter(
        style: style, isTerminal: isTerminal, width: { width }, now: { self.time },
        write: { self.text += $0 })
    }
  }

  private func progress(
    _ bytes: Int, of total: Int? = 1_000_000, rows: Int = 12_345, rejected: Int = 0,
    file: String = "folder/survey.csv"
  ) -> ImportProgress {
    ImportProgress(file: file, bytes: bytes, total: total, rows: rows, rejected: rejected)
  }

  @Test func `a bar tells share, rows, rejects, time left and speed, and clears itself`() {
    let desk = Desk()
    let reporter = desk.reporter(.auto, width: 100)
    desk.time += 10
    reporter.update(progress(250_000, rejected: 7))
    #expect(
      desk.text == "\r\u{1B}[Ksurvey.csv  [#######-----------------------]  25%  12,345 rows  "
        + "7 rejected  0:30 left  1,234 rows/s")
    desk.text = ""
    reporter.finish()
    #expect(desk.text == "\r\u{1B}[K")
    reporter.finish()
    #expect(desk.text == "\r\u{1B}[K")
  }

  @Test func `it is drawn at most ten times a second`() {
    let desk = Desk()
    let reporter = desk.reporter(.auto)
    for step in 1...1_000 {
      desk.time = 100 + Double(step) / 1_000
      reporter.update(progress(step * 1_000))
    }
    #expect((8...10).contains(desk.text.split(separator: "\r").count))
  }

  @Test func `what ends at once shows nothing`() {
    let desk = Desk()
    let reporter = desk.reporter(.auto)
    reporter.update(progress(1_000_000))
    reporter.finish()
    #expect(desk.text.isEmpty)
  }

  @Test(arguments: 1...130) func `a line never is wider than the terminal`(width: Int) {
    for (total, name) in [(Int?.some(1_000_000), "survey.csv"), (nil, "辽宁省规模以上工业企业调查.csv")] {
      let line = ProgressReporter.bar(
        progress(333_333, of: total, rows: 1_234_567, rejected: 89, file: name), elapsed: 5,
        width: width)
      let wide = line.unicodeScalars.count { $0.value > 0x2E80 }
      #expect(line.count + wide <= width)
    }
  }

  @Test func `a pipe has no share and no time left`() {
    let parts = ProgressReporter.parts(progress(5_000_000, of: nil, rows: 99), elapsed: 2)
    #expect(parts == ["99 rows", "5 MB", "49 rows/s"])
  }

  @Test func `plain lines come every few seconds, and nothing else`() {
    let desk = Desk()
    let reporter = desk.reporter(.plain, isTerminal: false)
    for step in 1...70 {
      desk.time = 100 + Double(step) / 10
      reporter.update(progress(step * 10_000, rows: step * 1_000))
    }
    reporter.finish()
    let lines = desk.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines[0] == "folder/survey.csv: 30%, 30,000 rows, 0:07 left, 10,000 rows/s")
    #expect(!desk.text.contains("\r"))
  }

  @Test(arguments: [(ProgressReporter.Style.auto, false), (.none, true), (.none, false)])
  func `nothing is shown where nobody looks`(style: ProgressReporter.Style, isTerminal: Bool) {
    let desk = Desk()
    let reporter = desk.reporter(style, isTerminal: isTerminal)
    desk.time += 50
    reporter.update(progress(5))
    reporter.finish()
    #expect(desk.text.isEmpty)
    #expect(!reporter.isActive)
  }

  @Test(arguments: [(0.0, "0:00"), (59.2, "1:00"), (3_599, "59:59"), (3_661, "1:01:01")])
  func `times are minutes and seconds`(seconds: Double, text: String) {
    #expect(ProgressLine.time(seconds) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")])
  func `numbers are grouped by three`(number: Int, text: String) {
    #expect(ProgressLine.grouped(number) == text)
  }
}
