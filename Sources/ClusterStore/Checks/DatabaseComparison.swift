public import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What differs between two database files: schema, markings, and every cell of every table.
///
/// Cells are equal where type and bits are equal. The pages of a file, the inner tables of a
/// full-text index and the samples in `sqlite_stat4` are not compared.
public struct DatabaseComparison: Sendable {
  /// How many tables were compared.
  public private(set) var tables = 0
  /// How many rows were found in both.
  public private(set) var rows = 0
  /// How many cells were compared.
  public private(set) var cells = 0
  /// How many differences there are in all.
  public private(set) var differenceCount = 0
  /// The first differences.
  public private(set) var differences: [Difference] = []
  private let limit: Int

  /// Whether nothing differs.
  public var isEqual: Bool { differenceCount == 0 }

  /// One thing that differs.
  public struct Difference: Hashable, Sendable, CustomStringConvertible {
    /// Where: an object, a marking, or a table with row and column.
    public let place: String
    /// What the first file has; nil where it has nothing there.
    public let first: String?
    /// What the second file has; nil where it has nothing there.
    public let second: String?

    /// The place, then both sides.
    public var description: String {
      "\(place): \(first ?? "nothing") in the first, \(second ?? "nothing") in the second"
    }
  }

  /// Compares the databases at two paths, without writing to either.
  ///
  /// - Parameters:
  ///   - first: One file.
  ///   - second: The other.
  ///   - limit: At most so many differences are kept; all are counted.
  /// - Throws: ``StoreError`` or an error of SQLite where a file cannot be read.
  public init(first: String, second: String, limit: Int = 20) throws {
    try self.init(
      Store.connect(path: first, mode: .readOnly), Store.connect(path: second, mode: .readOnly),
      limit: limit)
  }

  /// Compares two open databases.
  public init(_ first: Connection, _ second: Connection, limit: Int = 20) throws {
    self.limit = limit
    try first.transaction(.deferred) {
      try second.transaction(.deferred) { try compare(first, second) }
    }
  }

  private mutating func compare(_ first: Connection, _ second: Connection) throws {
    let (one, two) = (try DatabaseOutline(first), try DatabaseOutline(second))
    compareMarkings(one, two)
    compareObjects(one, two)
    for table in one.tables where table.name != "sqlite_stat4" {
      // A table that is not the same in both is among the differences already.
      guard let other = two.tables.first(where: { $0.name == table.name }),
        other.columns == table.columns, other.order == table.order
      else { continue }
      try compareRows(of: table, first, second)
    }
  }

  private mutating func compareMarkings(_ one: DatabaseOutline, _ two: DatabaseOutline) {
    note("encoding", one.encoding, two.encoding)
    note("user_version", String(one.userVersion), String(two.userVersion))
    note("application_id", String(one.applicationID), String(two.applicationID))
    for table in one.tables {
      guard let other = two.tables.first(where: { $0.name == table.name }) else { continue }
      for key in Set(table.settings.keys).union(other.settings.keys).sorted() {
        note(
          "setting \(key) of \(table.name)", table.settings[key].map(Self.text),
          other.settings[key].map(Self.text))
      }
    }
  }

  private mutating func compareObjects(_ one: DatabaseOutline, _ two: DatabaseOutline) {
    func byPlace(_ outline: DatabaseOutline) -> [String: String] {
      Dictionary(
        outline.objects.filter { $0.name != "sqlite_stat4" }.map { object in
          ("\(object.type) \(object.name) of \(object.table)", object.sql ?? "no text")
        }, uniquingKeysWith: { first, _ in first })
    }
    let (first, second) = (byPlace(one), byPlace(two))
    for place in Set(first.keys).union(second.keys).sorted() {
      note(place, first[place], second[place])
    }
  }

  private mutating func compareRows(
    of table: DatabaseOutline.Table, _ first: Connection, _ second: Connection
  ) throws {
    tables += 1
    // Text in the order of its bytes, whatever the table's collation, as `precedes` has it.
    let sql =
      table.isByNumber
      ? ResultReader.selection(
        table.order + table.columns, from: table.name, order: table.order)
      : ResultReader.selection(
        table.order + table.columns, from: table.name, order: []) + Self.binaryOrder(table.order)
    let one = try first.prepare(sql)
    let two = try second.prepare(sql)
    let keys = 0..<table.order.count
    var (hasOne, hasTwo) = (try one.step(), try two.step())
    var position = 0
    while hasOne || hasTwo {
      position += 1
      let order =
        hasOne && hasTwo
        ? Self.order(of: keys.map { one.row.value($0) }, keys.map { two.row.value($0) })
        : hasOne ? -1 : 1
      if order == 0 {
        rows += 1
        compareCells(of: table, one.row, two.row, position: position)
      } else {
        let place = Self.place(table, order < 0 ? one.row : two.row, position: position)
        note(place, order < 0 ? "a row" : nil, order < 0 ? nil : "a row")
      }
      if order <= 0 { hasOne = try one.step() }
      if order >= 0 { hasTwo = try two.step() }
    }
  }

  private mutating func compareCells(
    of table: DatabaseOutline.Table, _ one: borrowing Row, _ two: borrowing Row, position: Int
  ) {
    for (offset, column) in table.columns.enumerated() {
      let index = table.order.count + offset
      cells += 1
      guard !Self.isSame(one, two, index) else { continue }
      note(
        "\(Self.place(table, one, position: position)), column \(column)",
        Self.text(of: one, index), Self.text(of: two, index), isDifferent: true)
    }
  }

  private mutating func note(
    _ place: String, _ first: String?, _ second: String?, isDifferent: Bool = false
  ) {
    guard isDifferent || first != second else { return }
    differenceCount += 1
    guard differences.count < limit else { return }
    differences.append(Difference(place: place, first: first, second: second))
  }
}

extension DatabaseComparison {
  private static func isSame(_ one: borrowing Row, _ two: borrowing Row, _ index: Int) -> Bool {
    let storage = one.storage(index)
    guard storage == two.storage(index) else { return false }
    return switch storage {
    case .null: true
    case .integer: one.integer(index) == two.integer(index)
    case .real: one.real(index).bitPattern == two.real(index).bitPattern
    case .text, .blob:
      unsafe one.withBytes(index) { first in
        unsafe two.withBytes(index) { second in
          unsafe haveSameBytes(first, second)
        }
      }
    }
  }

  /// Below 0 where the first key comes first, above 0 where the second does, 0 for equal keys.
  private static func order(of first: [Value], _ second: [Value]) -> Int {
    for (one, two) in zip(first, second) {
      if precedes(one, two) { return -1 }
      if precedes(two, one) { return 1 }
    }
    return 0
  }

  /// SQLite's order: NULL, numbers, text by bytes, blobs by bytes.
  private static func precedes(_ one: Value, _ two: Value) -> Bool {
    switch (one, two) {
    case (.integer(let one), .integer(let two)): one < two
    case (.integer(let one), .real(let two)): Double(one) < two
    case (.real(let one), .integer(let two)): one < Double(two)
    case (.real(let one), .real(let two)): one < two
    case (.text(let one), .text(let two)): one.utf8.lexicographicallyPrecedes(two.utf8)
    case (.blob(let one), .blob(let two)): one.lexicographicallyPrecedes(two)
    default: rank(one) < rank(two)
    }
  }

  private static func rank(_ value: Value) -> Int {
    switch value {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    case .blob: 3
    }
  }

  private static func binaryOrder(_ columns: [String]) -> String {
    guard !columns.isEmpty else { return "" }
    let terms = columns.map { "\(DatabaseOutline.quoted($0)) COLLATE BINARY" }
    return " ORDER BY \(terms.joined(separator: ", "))"
  }

  private static func place(
    _ table: DatabaseOutline.Table, _ row: borrowing Row, position: Int
  ) -> String {
    let keys = table.order.indices.map { Self.bare(row.value($0)) }
    return "table \(table.name), row "
      + (keys.isEmpty ? "no. \(position)" : keys.joined(separator: ", "))
  }

  private static func text(of row: borrowing Row, _ index: Int) -> String {
    text(row.value(index))
  }

  /// A value as a reader may want to see it, with its type.
  private static func text(_ value: Value) -> String {
    switch value {
    case .null: "NULL"
    case .integer: "integer \(bare(value))"
    case .real: "real \(bare(value))"
    case .text: "text \(bare(value))"
    case .blob: bare(value)
    }
  }

  /// A value without its type, and not all of a long one.
  private static func bare(_ value: Value) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number): number.description
    case .text(let text):
      text.count > 60 ? "'\(text.prefix(60))…' of \(text.utf8.count) bytes" : "'\(text)'"
    case .blob(let bytes): "blob of \(bytes.count) bytes"
    }
  }
}

@unsafe private func haveSameBytes(
  _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
) -> Bool {
  guard first.count == second.count else { return false }
  guard let one = first.baseAddress, let two = second.baseAddress else { return true }
  return unsafe memcmp(one, two, first.count) == 0
}
