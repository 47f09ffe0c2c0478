/// A value as SQLite stores it.
public enum Value: Hashable, Sendable {
  /// No value.
  case null
  /// A whole number of 64 bits.
  case integer(Int64)
  /// A binary floating-point number; a NaN is stored as NULL.
  case real(Double)
  /// Text; a NUL inside it is kept.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  /// A text, or NULL for nil.
  public init(_ text: String?) { self = text.map(Value.text) ?? .null }

  /// A whole number, or NULL for nil.
  public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

  /// A number, or NULL for nil.
  public init(_ number: Double?) { self = number.map(Value.real) ?? .null }
}
