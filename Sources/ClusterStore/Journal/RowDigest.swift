public import SQLite

/// Digests of rows of one table: four bytes by which it is seen later that a row was changed.
///
/// The import knows every value as it binds it, so the digest of a row costs no reading, and no
/// trigger or counter that another program could bypass: undo reads the rows and compares. A row is
/// the sum of its values, each mixed with its column's name, so that values can come in any order,
/// one can be replaced by another, and a column that a later migration adds and leaves NULL changes
/// nothing. The id is not part of it. Values count as SQLite stores them: a whole number in a REAL
/// column is a real, zero has no sign, and a NaN is NULL.
///
///     var sum = digest.start
///     sum &+= digest.text(bytes, at: 1)
///     sum &+= digest.real(12.5, at: 2)
///     digests.note(id: id, digest: RowDigest.folded(sum))
public struct RowDigest: Sendable {
  /// What the columns that the INSERT leaves to their defaults add up to.
  public private(set) var start: UInt64 = 0
  @usableFromInline let columns: [Column]

  /// What a column is in the sum.
  @usableFromInline struct Column: Sendable {
    @usableFromInline let seed: UInt64
    @usableFromInline let kind: Kind
  }

  /// How a column stores numbers.
  @usableFromInline enum Kind: Sendable {
    case integer, real, other
  }

  /// Digests rows whose values are bound to `columns` of `table`, in the order of the parameters;
  /// the other columns take their defaults.
  public init(_ store: Store, table: String, columns names: [String]) throws {
    let table = try Schema(store).table(table)
    columns = names.map { name in Column(name: name, type: table.column(name)?.type ?? "") }
    let defaults = try store.connection.query(
      "SELECT name, dflt_value FROM pragma_table_info(?1) WHERE dflt_value IS NOT NULL",
      [.text(table.name)]
    ) { ($0.text(0), $0.text(1)) }
    for (name, expression) in defaults where !names.contains(name) && name != "id" {
      let value = try store.connection.value("SELECT \(expression)") ?? .null
      start &+= Column(name: name, type: table.column(name)?.type ?? "").term(value)
    }
  }

  /// Digests values that are read from `columns`.
  init(columns: [Schema.Column]) {
    self.columns = columns.map { Column(name: $0.name, type: $0.type) }
  }

  /// What a whole number in the column of `parameter` (from 1) adds to the row's sum.
  @inlinable public func integer(_ number: Int64, at parameter: Int) -> UInt64 {
    columns[parameter - 1].term(number)
  }

  /// What a number in the column of `parameter` (from 1) adds to the row's sum.
  @inlinable public func real(_ number: Double, at parameter: Int) -> UInt64 {
    columns[parameter - 1].term(number)
  }

  /// What UTF-8 text in the column of `parameter` (from 1) adds to the row's sum.
  @unsafe public func text(_ bytes: UnsafeRawBufferPointer, at parameter: Int) -> UInt64 {
    unsafe columns[parameter - 1].term(bytes, tag: Tag.text)
  }

  /// What `value` in the column of `parameter` (from 1) adds to the row's sum; NULL adds nothing.
  public func value(_ value: Value, at parameter: Int) -> UInt64 {
    columns[parameter - 1].term(value)
  }

  /// The digest of a row, from the sum of its values and ``start``.
  @inlinable public static func folded(_ sum: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: mixed(sum, 0x2545_F491_4F6C_DD1D) >> 16)
  }

  /// The sum of the values of a row, from column `offset` of the result on.
  func sum(_ row: borrowing Row, from offset: Int) -> UInt64 {
    var sum = start
    for index in columns.indices {
      let column = columns[index]
      let place = index + offset
      switch row.storage(place) {
      case .null: continue
      case .integer: sum &+= column.term(row.integer(place))
      case .real: sum &+= column.term(row.real(place))
      case .text: sum &+= unsafe row.withBytes(place) { unsafe column.term($0, tag: Tag.text) }
      case .blob: sum &+= unsafe row.withBytes(place) { unsafe column.term($0, tag: Tag.blob) }
      }
    }
    return sum
  }

  /// What sets kinds of value apart.
  @usableFromInline enum Tag {
    @usableFromInline static let integer: UInt64 = 0xA076_1D64_78BD_642F
    @usableFromInline static let real: UInt64 = 0xE703_7ED1_A0B4_28DB
    @usableFromInline static let text: UInt64 = 0x8EBC_6AF0_9C88_C6E3
    @usableFromInline static let blob: UInt64 = 0x5899_65CC_7537_4CC3
  }

  /// Both halves of the product of two numbers, one over the other.
  @inlinable static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = (first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(
      by: second ^ 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

extension RowDigest.Column {
  init(name: String, type: String) {
    // FNV-1a, mixed once more.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    seed = RowDigest.mixed(hash, 0x1D8E_4E27_C47D_124F)
    kind = type == "INTEGER" ? .integer : type == "REAL" ? .real : .other
  }

  @inlinable func term(_ number: Int64) -> UInt64 {
    guard kind == .real else {
      return RowDigest.mixed(seed ^ RowDigest.Tag.integer, UInt64(bitPattern: number))
    }
    return term(Double(number))
  }

  @inlinable func term(_ number: Double) -> UInt64 {
    guard !number.isNaN else { return 0 }
    if kind == .integer, let whole = Int64(exactly: number) { return term(whole) }
    let bits = number == 0 ? 0 : number.bitPattern
    return RowDigest.mixed(seed ^ RowDigest.Tag.real, bits)
  }

  func term(_ value: Value) -> UInt64 {
    switch value {
    case .null: return 0
    case .integer(let number): return term(number)
    case .real(let number): return term(number)
    case .text(var text):
      return text.withUTF8 { bytes in
        unsafe term(UnsafeRawBufferPointer(bytes), tag: RowDigest.Tag.text)
      }
    case .blob(let bytes):
      return unsafe bytes.withUnsafeBytes { unsafe term($0, tag: RowDigest.Tag.blob) }
    }
  }

  /// Eight bytes at a time; the last eight may overlap those before.
  func term(_ bytes: UnsafeRawBufferPointer, tag: UInt64) -> UInt64 {
    let count = bytes.count
    var hash = seed ^ tag
    var index = 0
    while index + 8 <= count {
      hash = RowDigest.mixed(
        hash ^ (unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)).littleEndian,
        0xA24B_AED4_963E_E407)
      index += 8
    }
    if index < count {
      var last: UInt64 = 0
      if count >= 8 {
        last = (unsafe bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)).littleEndian
      } else {
        for place in 0..<count { last |= UInt64(unsafe bytes[place]) << UInt64(8 * place) }
      }
      hash = RowDigest.mixed(hash ^ last, 0xA24B_AED4_963E_E407)
    }
    return RowDigest.mixed(hash, UInt64(count))
  }
}
