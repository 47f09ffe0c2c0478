/// Text as a cell of a table writes it in GitHub's Markdown, so that it is shown as it is.
///
/// Source: GitHub Flavored Markdown Spec, version 0.29, 2019, sections 2.4, 4.10 and 6.
enum MarkdownText {
  /// Escapes what would be read as a mark, and what a cell cannot hold: ends of lines, and white
  /// space at its ends.
  static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for (place, scalar) in scalars.enumerated() {
      let previous = place > 0 ? scalars[place - 1] : nil
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      switch scalar {
      case "|", "*", "`", "[", "~": escaped += "\\\(scalar)"
      case "_" where !(isWord(previous) && isWord(next)): escaped += "\\_"
      case "\\" where isPunctuation(next): escaped += "\\\\"
      case "<": escaped += "&lt;"
      case "&" where next == "#" || isWord(next): escaped += "&amp;"
      case "\n": escaped += "<br>"
      case "\r": escaped += "&#13;"
      case " " where previous == nil || next == nil: escaped += "&#32;"
      case "\t" where previous == nil || next == nil: escaped += "&#9;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.isAlphabetic ?? false || scalar?.properties.numericType != nil
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar, scalar.isASCII else { return false }
    return scalar.value > 32 && scalar.value < 127 && !isWord(scalar)
  }
}
