import CSQLite

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

extension Value {
  /// Copies what SQLite lends.
  package init(_ value: OpaquePointer?) {
    switch sqlite3_value_type(value) {
    case SQLITE_INTEGER: self = .integer(sqlite3_value_int64(value))
    case SQLITE_FLOAT: self = .real(sqlite3_value_double(value))
    case SQLITE_TEXT, SQLITE_BLOB:
      let isText = sqlite3_value_type(value) == SQLITE_TEXT
      let start = isText ? UnsafeRawPointer(sqlite3_value_text(value)) : sqlite3_value_blob(value)
      let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
      self = isText ? .text(String(decoding: bytes, as: UTF8.self)) : .blob(Array(bytes))
    default: self = .null
    }
  }
}
