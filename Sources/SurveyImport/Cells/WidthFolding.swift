/// Brings the wide forms that East Asian text has of ASCII characters back to ASCII.
enum WidthFolding {
  /// The text with full-width letters, digits and signs as ASCII, every kind of space as a space,
  /// and no characters that have no width.
  static func folded(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let one = folded(scalar) { scalars.append(one) }
    }
    return String(scalars)
  }

  /// The character that `scalar` stands for; nil where it has no width.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x09, 0x0A, 0x0D: " "
    case 0x200B...0x200D, 0x2060, 0xFEFF: nil
    default: scalar
    }
  }

  /// The text without spaces and tabs of any kind around it.
  static func trimmed(_ text: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      guard let one = folded(scalar) else { return true }
      return one == " "
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
