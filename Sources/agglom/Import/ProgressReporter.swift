import ArgumentParser
import DatasetExport
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
    write: @escaping (String) -> Void = { StandardStream.error.write($0) }
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
    parts.append("\(grouped(progress.rows)) rows")
    if progress.rejected > 0 { parts.append("\(grouped(progress.rejected)) rejected") }
    if let share = share(progress), share > 0 {
      parts.append("\(time(elapsed / share - elapsed)) left")
    } else {
      parts.append("\(grouped(progress.bytes / 1_000_000)) MB")
    }
    parts.append("\(grouped(Int(Double(progress.rows) / elapsed))) rows/s")
    return parts
  }

  /// One line of at most `width` characters.
  static func bar(_ progress: ImportProgress, elapsed: Double, width: Int) -> String {
    var parts = parts(progress, elapsed: elapsed)
    func length(_ parts: [String]) -> Int { parts.reduce(0) { $0 + $1.utf8.count + 2 } }
    while parts.count > 1, length(parts) - 2 > width { parts.removeLast() }
    let text = parts.joined(separator: "  ")
    guard text.utf8.count <= width else { return String(text.prefix(max(width, 0))) }
    var line = text
    // The bar, and then the file's name, only where there is room for them.
    if let share = share(progress) {
      let room = min(width - text.utf8.count - 4, 30)
      if room >= 8 {
        let full = Int(share * Double(room))
        line =
          "[" + String(repeating: "#", count: full) + String(repeating: "-", count: room - full)
          + "]  " + text
      }
    }
    let name = progress.file.split(separator: "/").last.map(String.init) ?? progress.file
    if DisplayWidth.of(name) + 2 + line.utf8.count <= width { line = "\(name)  \(line)" }
    return line
  }

  private static func share(_ progress: ImportProgress) -> Double? {
    guard let total = progress.total, total > 0 else { return nil }
    return min(max(Double(progress.bytes) / Double(total), 0), 1)
  }

  /// Minutes and seconds, with hours where there are any.
  static func time(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 3_600_000).rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = "\(two(whole % 60))"
    return whole < 3_600
      ? "\(whole / 60):\(rest)" : "\(whole / 3_600):\(two(whole / 60 % 60)):\(rest)"
  }

  /// A number with a comma before every three digits.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0, digit != "-" { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
