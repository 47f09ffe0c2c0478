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

  /// What must stay together: words, single wide characters, spaces.
  private func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var word = ""
    for character in text {
      let isWide = DisplayWidth.of(String(character)) == 2
      guard isWide || character == " " || character == "\n" else {
        word.append(character)
        continue
      }
      if !word.isEmpty { parts.append(word) }
      word = ""
      // Closing punctuation stays with what it closes.
      if isWide, "，。；：、）》」』！？”’".contains(character), let last = parts.last, last != " " {
        parts[parts.count - 1] = last + String(character)
      } else {
        parts.append(String(character))
      }
    }
    if !word.isEmpty { parts.append(word) }
    return parts
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
