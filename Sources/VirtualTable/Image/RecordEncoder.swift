/// Encodes rows of one table as records of SQLite's file format: type codes, then the values.
///
/// Source of the layout: SQLite, "Database File Format", section 2.1, "Record Format" (2004).
final class RecordEncoder {
  /// What a column of a STRICT table holds.
  enum Kind { case integer, real, text }

  /// A column, in the table's order.
  struct Column {
    /// What it holds.
    let kind: Kind
    /// Whether it must have a value.
    let isRequired: Bool
    /// Which of a row's cells it takes; negative where it takes ``standard``.
    let cell: Int
    /// What it holds where a row gives nothing.
    var standard = RowFeed.Cell.null
  }

  /// The longest record that is encoded.
  static let limit = 16_000

  private let columns: UnsafeMutableBufferPointer<Column>
  /// The values, and behind each of them eight bytes to write a number in one piece.
  private let values: UnsafeMutableRawPointer
  /// The type codes, with room for their own number before them.
  private let codes: UnsafeMutablePointer<UInt8>
  private static let codesStart = 4

  init(columns list: [Column]) {
    columns = .allocate(capacity: list.count)
    _ = columns.initialize(from: list)
    values = .allocate(byteCount: Self.limit + 8 * list.count + 8, alignment: 8)
    codes = .allocate(capacity: Self.codesStart + 9 * list.count)
  }

  deinit {
    columns.deallocate()
    values.deallocate()
    codes.deallocate()
  }

  /// Encodes `row` and gives `body` the header and the values, which together are the record.
  ///
  /// - Returns: False where a value does not fit its column as it is, or the record is too long.
  func encode(
    _ row: UnsafePointer<RowFeed.Cell>,
    _ body: (_ header: UnsafeRawBufferPointer, _ values: UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    var value = values
    var code = codes + Self.codesStart
    let end = values + Self.limit
    for column in columns {
      let cell = column.cell >= 0 ? row[column.cell] : column.standard
      guard cell.kind != .null else {
        guard !column.isRequired else { return false }
        code.pointee = 0
        code += 1
        continue
      }
      switch (cell.kind, column.kind) {
      case (.integer, .integer):
        code.pointee = Self.write(Int64(bitPattern: cell.bits), at: &value)
        code += 1
      case (.integer, .real), (.real, .real):
        guard let type = Self.writeReal(cell, at: &value) else { return false }
        code.pointee = type
        code += 1
      case (.text, .text):
        let bytes = cell.bytes
        guard value + bytes.count <= end else { return false }
        UnsafeMutableRawBufferPointer(start: value, count: bytes.count).copyMemory(from: bytes)
        value += bytes.count
        Varint.write(UInt64(13 + 2 * bytes.count), at: &code)
      default: return false
      }
    }
    // The header begins with its own length, which is the longer for it.
    let length = code - (codes + Self.codesStart)
    let own = length < 127 ? 1 : 2
    guard value <= end, length + own < 1 << 14 else { return false }
    let start = codes + Self.codesStart - own
    var place = start
    Varint.write(UInt64(length + own), at: &place)
    body(
      UnsafeRawBufferPointer(start: start, count: length + own),
      UnsafeRawBufferPointer(start: values, count: value - values))
    return true
  }

  /// Writes a whole number in as few bytes as it needs, and moves `place` behind it; eight bytes
  /// from `place` on may be touched.
  ///
  /// - Returns: Its type code.
  static func write(_ number: Int64, at place: inout UnsafeMutableRawPointer) -> UInt8 {
    if number == 0 { return 8 }
    if number == 1 { return 9 }
    let bits = 65 - (number < 0 ? ~number : number).leadingZeroBitCount
    let (type, length): (UInt8, Int)
    switch bits {
    case ...8: (type, length) = (1, 1)
    case ...16: (type, length) = (2, 2)
    case ...24: (type, length) = (3, 3)
    case ...32: (type, length) = (4, 4)
    case ...48: (type, length) = (5, 6)
    default: (type, length) = (6, 8)
    }
    let shifted = UInt64(bitPattern: number) << UInt64(64 - 8 * length)
    place.storeBytes(of: shifted.bigEndian, as: UInt64.self)
    place += length
    return type
  }

  /// Writes a number as SQLite stores it in a REAL column: a whole one of up to six bytes as such.
  private static func writeReal(
    _ cell: RowFeed.Cell, at place: inout UnsafeMutableRawPointer
  ) -> UInt8? {
    let limit: Int64 = 1 << 47
    if cell.kind == .integer {
      let number = Int64(bitPattern: cell.bits)
      return number < limit && number >= -limit ? write(number, at: &place) : nil
    }
    let number = Double(bitPattern: cell.bits)
    // A NaN is NULL to SQLite.
    guard !number.isNaN else { return nil }
    if number < Double(limit), number >= -Double(limit) {
      let whole = Int64(number)
      if Double(whole) == number { return write(whole, at: &place) }
    }
    place.storeBytes(of: cell.bits.bigEndian, as: UInt64.self)
    place += 8
    return 7
  }
}
