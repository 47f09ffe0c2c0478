/// Shows on standard error how many rows have been written.
///
/// It is a bar in one line of a terminal, which goes at the end. Nothing is shown elsewhere, and
/// nothing where the rows themselves go to the terminal.
final class RowProgress {
  /// The terminal that shows it.
  struct Screen {
    /// Whether there is one.
    var isThere = StandardStream.error.isTerminal
    /// How many characters fit in a line of it.
    var width: () -> Int = { StandardStream.error.width }
    /// The time in seconds, from any beginning.
    var now: () -> Double = ProgressReporter.clock
    /// What takes the text.
    var write: (String) -> Void = { StandardStream.error.draw($0) }
  }

  private let screen: Screen
  private let total: Int?
  private let start: Double
  private var last: Double
  private var isShown = false

  /// Seconds between two drawings, and before the first.
  private static let interval = 0.1

  /// Prepares to show.
  ///
  /// - Parameters:
  ///   - path: Where the rows go; `-` is the standard output.
  ///   - total: How many rows there will be, nil where that is not known; asked for only where it
  ///     is shown.
  ///   - screen: What shows it.
  /// - Throws: What `total` throws.
  init(goesTo path: String, total: () throws -> Int?, on screen: Screen = Screen()) rethrows {
    var screen = screen
    screen.isThere = screen.isThere && (path != "-" || !StandardStream.output.isTerminal)
    self.screen = screen
    self.total = screen.isThere ? try total() : nil
    start = screen.now()
    last = start
  }

  /// Shows `rows`, unless that was done a moment ago.
  func update(_ rows: Int) {
    guard screen.isThere else { return }
    let time = screen.now()
    guard time - last >= Self.interval else { return }
    last = time
    isShown = true
    screen.write("\r\u{1B}[K" + line(rows, elapsed: max(time - start, 0.001)))
  }

  /// Takes the line away; to be called before anything else is written.
  func finish() {
    if isShown { screen.write("\r\u{1B}[K") }
    isShown = false
  }

  private func line(_ rows: Int, elapsed: Double) -> String {
    let share = total.map { $0 > 0 ? min(Double(rows) / Double($0), 1) : 1 }
    var parts = ["\(ProgressLine.grouped(rows)) rows"]
    if let share, share > 0 {
      parts.insert("\(Int(share * 100))%", at: 0)
      parts.append("\(ProgressLine.time(elapsed / share - elapsed)) left")
    }
    parts.append("\(ProgressLine.grouped(Int(Double(rows) / elapsed))) rows/s")
    return ProgressLine(share: share, parts: parts).text(width: screen.width() - 1)
  }
}
