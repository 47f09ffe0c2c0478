import ArgumentParser
import SurveyImport

/// Shows on standard error how far an import has come.
///
/// It is told many times a second and shows something at most ten times: a bar in one line of a
/// terminal, which goes at the end, or a plain line every few seconds.
final class ProgressReporter {
  /// How progress is shown.
  enum Style: String, ExpressibleByArgument, CaseIterable {
    /// A bar on a terminal, else nothing.
    case auto
    /// Lines.
    case plain
    /// Nothing.
    case none
  }

  private enum Display {
    case bar, lines, nothing
  }

  private let display: Display
  private let width: () -> Int
  private let now: () -> Double
  private let write: (String) -> Void
  private let start: Double
  private var file: String?
  private var fileStart: Double
  private var last: Double
  private var isShown = false

  /// Seconds between two drawings of the bar, and before the first.
  private static let barInterval = 0.1
  /// Seconds between two lines, and before the first.
  private static let lineInterval = 3.0

  /// - Parameters:
  ///   - style: What was asked for.
  ///   - isTerminal: Whether a terminal shows what is written.
  ///   - width: How many characters fit in a line of it.
  ///   - now: The time in seconds, from any beginning.
  ///   - write: What takes the text.
  init(
    style: Style, isTerminal: Bool = StandardStream.error.isTerminal,
    width: @escaping () -> Int = { StandardStream.error.width },
    now: @escaping () -> Double = ProgressReporter.clock,
    write: @escaping (String) -> Void = { StandardStream.error.draw($0) }
  ) {
    display = style == .plain ? .lines : style == .auto && isTerminal ? .bar : .nothing
    self.width = width
    self.now = now
    self.write = write
    start = now()
    (fileStart, last) = (start, start)
  }

  /// Whether there is anything to be told of.
  var isActive: Bool { display != .nothing }

  /// Shows `progress`, unless that was done a moment ago.
  func update(_ progress: ImportProgress) {
    guard display != .nothing else { return }
    let time = now()
    if progress.file != file { (fileStart, file) = (file == nil ? start : time, progress.file) }
    let interval = display == .bar ? Self.barInterval : Self.lineInterval
    guard time - last >= interval else { return }
    last = time
    isShown = true
    let elapsed = max(time - fileStart, 0.001)
    if display == .bar {
      write("\r\u{1B}[K" + Self.bar(progress, elapsed: elapsed, width: width() - 1))
    } else {
      let parts = Self.parts(progress, elapsed: elapsed)
      write("\(progress.file): \(parts.joined(separator: ", "))\n")
    }
  }

  /// Clears the bar; to be called before anything else is written, and when the import fails.
  func finish() {
    if display == .bar, isShown { write("\r\u{1B}[K") }
    isShown = false
  }

  /// Seconds of a clock that only goes forward.
  static func clock() -> Double {
    let duration = ContinuousClock.now - origin
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static let origin = ContinuousClock.now

  /// What there is to say, the most important first.
  static func parts(_ progress: ImportProgress, elapsed: Double) -> [String] {
    var parts: [String] = []
    if let share = share(progress) { parts.append("\(Int(share * 100))%") }
    parts.append("\(ProgressLine.grouped(progress.rows)) rows")
    if progress.rejected > 0 { parts.append("\(ProgressLine.grouped(progress.rejected)) rejected") }
    if let share = share(progress), share > 0 {
      parts.append("\(ProgressLine.time(elapsed / share - elapsed)) left")
    } else {
      parts.append("\(ProgressLine.grouped(progress.bytes / 1_000_000)) MB")
    }
    parts.append("\(ProgressLine.grouped(Int(Double(progress.rows) / elapsed))) rows/s")
    return parts
  }

  /// One line of at most `width` characters, with the file's name where there is room for it.
  static func bar(_ progress: ImportProgress, elapsed: Double, width: Int) -> String {
    let name = progress.file.split(separator: "/").last.map(String.init) ?? progress.file
    return ProgressLine(
      name: name, share: share(progress), parts: parts(progress, elapsed: elapsed)
    ).text(width: width)
  }

  private static func share(_ progress: ImportProgress) -> Double? {
    guard let total = progress.total, total > 0 else { return nil }
    return min(max(Double(progress.bytes) / Double(total), 0), 1)
  }
}
