import Testing

@testable import agglom

@Suite struct RowProgressTests {
  /// A clock and a terminal that the test holds.
  private final class Desk {
    var time = 100.0
    var text = ""

    func screen(isThere: Bool = true) -> RowProgress.Screen {
      RowProgress.Screen(
        isThere: isThere, width: { 100 }, now: { self.time }, write: { self.text += $0 })
    }
  }

  @Test func `a bar tells share, rows, time left and speed, and goes at the end`() throws {
    let desk = Desk()
    let progress = RowProgress(goesTo: "x.csv", total: { 40_000 }, on: desk.screen())
    desk.time += 5
    progress.update(10_000)
    #expect(
      desk.text == "\r\u{1B}[K[#######-----------------------]  25%  10,000 rows  0:15 left  "
        + "2,000 rows/s")
    desk.text = ""
    progress.finish()
    #expect(desk.text == "\r\u{1B}[K")
  }

  @Test func `rows that nobody has counted have no share`() {
    let desk = Desk()
    let progress = RowProgress(goesTo: "x.csv", total: { nil }, on: desk.screen())
    desk.time += 5
    progress.update(10_000)
    #expect(desk.text == "\r\u{1B}[K10,000 rows  2,000 rows/s")
  }

  @Test func `more rows than were counted are no more than all`() {
    let desk = Desk()
    let progress = RowProgress(goesTo: "x.csv", total: { 5 }, on: desk.screen())
    desk.time += 5
    progress.update(10)
    #expect(desk.text.contains("]  100%  10 rows  0:00 left"))
  }

  @Test func `it is drawn at most ten times a second`() {
    let desk = Desk()
    let progress = RowProgress(goesTo: "x.csv", total: { 1_000 }, on: desk.screen())
    for step in 1...1_000 {
      desk.time = 100 + Double(step) / 1_000
      progress.update(step)
    }
    #expect((8...10).contains(desk.text.split(separator: "\r").count))
  }

  @Test func `without a terminal nothing is counted and nothing shown`() {
    let desk = Desk()
    var isCounted = false
    let progress = RowProgress(
      goesTo: "x.csv",
      total: {
        isCounted = true
        return 5
      }, on: desk.screen(isThere: false))
    desk.time += 5
    progress.update(5)
    progress.finish()
    #expect(desk.text.isEmpty)
    #expect(!isCounted)
  }
}
