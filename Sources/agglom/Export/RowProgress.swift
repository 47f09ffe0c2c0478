/// Shows on standard error how many rows have been written, where a terminal shows it and the rows
/// do not go there themselves.
final class RowProgress {
  private let isActive: Bool
  private var last = ProgressReporter.clock()
  private var isShown = false

  /// Seconds between two counts, and before the first.
  private static let interval = 0.1

  /// Prepares to show; `path` is where the rows go.
  init(goesTo path: String) {
    isActive =
      StandardStream.error.isTerminal && (path != "-" || !StandardStream.output.isTerminal)
  }

  /// Shows `rows`, unless that was done a moment ago.
  func update(_ rows: Int) {
    guard isActive, ProgressReporter.clock() - last >= Self.interval else { return }
    last = ProgressReporter.clock()
    isShown = true
    StandardStream.error.write("\r\u{1B}[K\(ProgressReporter.grouped(rows)) rows")
  }

  /// Takes the count away; to be called before anything else is written.
  func finish() {
    if isShown { StandardStream.error.write("\r\u{1B}[K") }
    isShown = false
  }
}
