/// How many columns of a terminal text takes: Chinese characters take two.
///
/// The wide ranges are those of Unicode Standard Annex #11 (classes W and F); characters of
/// ambiguous width count as one, as terminals show them outside East Asian locales.
public enum DisplayWidth {
  /// The width of a line of text.
  public static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The width of one character, whatever it is made of.
  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return first.value == 0xAD ? 0 : 1 }
    if isWide(first) || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  /// As much of `text` as `width` columns hold, with `…` in the last of them.
  static func shortened(_ text: String, to width: Int) -> String {
    var (shortened, used) = ("", 0)
    for character in text {
      let next = of(character)
      guard used + next < width else { break }
      shortened.append(character)
      used += next
    }
    return shortened + "…"
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
      0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,
      0x1F200...0x1F265, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
