/// What encloses a field, so that it can hold delimiters and line ends.
public enum QuoteMark: Hashable, Sendable {
  /// Nothing does.
  case absent
  /// A character of ASCII.
  case byte(UInt8)

  /// The double quote.
  public static let usual = QuoteMark.byte(UInt8(ascii: "\""))

  /// The character; nil where nothing encloses fields.
  public var byte: UInt8? {
    if case .byte(let byte) = self { byte } else { nil }
  }
}
