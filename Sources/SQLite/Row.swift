import CSQLite

/// One row of a result, valid until the statement steps on.
public struct Row: ~Copyable {
  let handle: OpaquePointer

  /// How many columns the row has.
  public var count: Int { Int(sqlite3_column_count(handle)) }
  /// Whether column `index` (from 0) is NULL.
  public func isNull(_ index: Int) -> Bool { storage(index) == .null }

  /// What kind of value column `index` holds.
  public func storage(_ index: Int) -> Storage { cell(index).storage }

  /// Column `index`, looked up once for all that is asked of it.
  public func cell(_ index: Int) -> Cell {
    let value = sqlite3_column_value(handle, Int32(index))
    return Cell(value: value, storage: Storage(rawValue: sqlite3_value_type(value)) ?? .null)
  }

  /// A value in a row, valid until the statement steps on.
  public struct Cell {
    let value: OpaquePointer?
    /// What kind of value it is.
    public let storage: Storage

    /// The value as a whole number; 0 for NULL.
    public var integer: Int64 { sqlite3_value_int64(value) }
    /// The value as a number; 0 for NULL.
    public var real: Double { sqlite3_value_double(value) }
    /// The bytes of a text or blob, which are there until the statement steps on.
    @unsafe public var bytes: UnsafeRawBufferPointer {
      let isBlob = storage == .blob
      let start = isBlob ? sqlite3_value_blob(value) : UnsafeRawPointer(sqlite3_value_text(value))
      let count = Int(sqlite3_value_bytes(value))
      return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }
  }

  /// The kinds of value that SQLite stores, by the numbers it has for them.
  public enum Storage: Int32, CaseIterable, Sendable {
    /// A whole number.
    case integer = 1
    /// A floating-point number.
    case real
    /// Text.
    case text
    /// Bytes.
    case blob
    /// No value.
    case null
  }

  /// Column `index` as a whole number; 0 for NULL.
  public func integer(_ index: Int) -> Int64 { sqlite3_column_int64(handle, Int32(index)) }
  /// Column `index` as a number; 0 for NULL.
  public func real(_ index: Int) -> Double { sqlite3_column_double(handle, Int32(index)) }
  /// Column `index` as text, by its byte length; empty for NULL, bad UTF-8 repaired.
  public func text(_ index: Int) -> String { String(decoding: cell(index).bytes, as: UTF8.self) }
  /// Column `index` as a whole number; nil for NULL.
  public func optionalInteger(_ index: Int) -> Int? { isNull(index) ? nil : Int(integer(index)) }
  /// Column `index` as a number; nil for NULL.
  public func optionalReal(_ index: Int) -> Double? { isNull(index) ? nil : real(index) }
  /// Column `index` as text; nil for NULL.
  public func optionalText(_ index: Int) -> String? { isNull(index) ? nil : text(index) }

  /// Column `index` as it is stored.
  public func value(_ index: Int) -> Value {
    switch storage(index) {
    case .null: .null
    case .integer: .integer(integer(index))
    case .real: .real(real(index))
    case .text: .text(text(index))
    case .blob: .blob(Array(cell(index).bytes))
    }
  }

  /// Lends the bytes of a text or blob column to `body`, without copying them.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result { try body(cell(index).bytes) }
}
