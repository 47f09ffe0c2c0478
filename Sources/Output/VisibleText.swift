/// Text without anything that controls a terminal.
///
/// A control character becomes its picture, such as `␛`; old controls of eight bits and marks that
/// turn the direction of writing become `U+FFFD`.
public enum VisibleText {
  /// `text` in one line: line ends and tabs become pictures too.
  public static func line(_ text: String) -> String { visible(text, keeping: []) }

  /// `text` in lines, with its line ends and tabs.
  public static func lines(_ text: String) -> String { visible(text, keeping: ["\n", "\t"]) }

  private static func visible(_ text: String, keeping kept: Set<Unicode.Scalar>) -> String {
    guard text.unicodeScalars.contains(where: { picture(of: $0) != nil }) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      visible.append(kept.contains(scalar) ? scalar : picture(of: scalar) ?? scalar)
    }
    return String(visible)
  }

  /// What is shown in place of `scalar`; nil where it shows itself.
  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0..<32: Unicode.Scalar(0x2400 + scalar.value)
    case 127: "␡"
    case 128..<160, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: nil
    }
  }
}
