import DatasetExport

/// Text broken into lines, at spaces and between Chinese characters.
struct WrappedText {
  /// How many columns of a terminal a line may take.
  let width: Int

  /// The lines of `text`; a word longer than a line has one of its own.
  func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for part in parts(text) {
      let partWidth = DisplayWidth.of(part)
      if part == "\n" || (!line.isEmpty && lineWidth + partWidth > width) {
        lines.append(line.trimmed)
        (line, lineWidth) = ("", 0)
      }
      if part == "\n" || (line.isEmpty && part == " ") { continue }
      line += part
      lineWidth += partWidth
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line.trimmed) }
    return lines
  }

  /// What must stay together: words, single wide characters with the punctuation behind them, and
  /// spaces.
  private func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var isOpen = false
    for character in text {
      let isSpace = character == " " || character == "\n"
      let isWide = !isSpace && DisplayWidth.of(String(character)) == 2
      let staysBehind =
        Self.closing.contains(character) && parts.last.map { $0 != " " } ?? false
        || parts.last?.last.map(Self.opening.contains) ?? false && !isSpace
      if let last = parts.last, staysBehind || isOpen && !isSpace && !isWide {
        parts[parts.count - 1] = last + String(character)
      } else {
        parts.append(String(character))
      }
      isOpen = !isSpace && !isWide
    }
    return parts
  }

  /// Characters that end no line.
  private static let opening: Set<Character> = ["(", "[", "{", "\"", "（", "《", "「", "『", "“", "‘"]

  /// Characters that begin no line.
  private static let closing: Set<Character> = [
    ",", ".", ";", ":", "!", "?", ")", "]", "}", "，", "。", "；", "：", "、", "）", "》", "」",
    "』", "！", "？", "”", "’",
  ]
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
