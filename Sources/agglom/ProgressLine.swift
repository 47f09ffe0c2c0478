import DatasetExport
import Output

/// A line of a terminal that says how far something has come.
struct ProgressLine {
  /// What is worked on.
  var name = ""
  /// How much of it is done, from 0 to 1; nil where the whole is not known.
  var share: Double?
  /// What there is to say, the most important first.
  var parts: [String]

  /// The line in at most `width` characters: as many parts as fit, and before them a bar and the
  /// name, where there is room for them.
  func text(width: Int) -> String {
    var parts = parts
    func length(_ parts: [String]) -> Int { parts.reduce(0) { $0 + $1.utf8.count + 2 } }
    while parts.count > 1, length(parts) - 2 > width { parts.removeLast() }
    let text = parts.joined(separator: "  ")
    guard text.utf8.count <= width else { return String(text.prefix(max(width, 0))) }
    var line = text
    if let share {
      let room = min(width - text.utf8.count - 4, 30)
      if room >= 8 {
        let full = Int(share * Double(room))
        line =
          "[" + String(repeating: "#", count: full) + String(repeating: "-", count: room - full)
          + "]  " + text
      }
    }
    let name = VisibleText.line(name)
    guard !name.isEmpty, DisplayWidth.of(name) + 2 + line.utf8.count <= width else { return line }
    return "\(name)  \(line)"
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
