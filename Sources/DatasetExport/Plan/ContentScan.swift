import ClusterStore
import SQLite

/// What the cells of a column are, as far as another engine may mind.
struct ColumnFacts {
  /// Where the first cell of each type is.
  var firsts: [Row.Storage: String] = [:]
  private var tally = InlineArray<6, Int>(repeating: 0)
  /// Texts that hold the character NUL.
  var nul = Occurrence()
  /// Texts that are not UTF-8.
  var malformed = Occurrence()
  /// Infinite numbers.
  var infinite = Occurrence()
  /// Whole numbers that no floating-point number is equal to.
  var inexact = Occurrence()
  /// Texts and bytes that are longer than an index takes.
  var long = Occurrence()

  /// How many cells are of each type that is there.
  var counts: [Row.Storage: Int] {
    Dictionary(
      Row.Storage.allCases.map { ($0, tally[Int($0.rawValue)]) }.filter { $0.1 > 0 },
      uniquingKeysWith: { first, _ in first })
  }

  /// Counts a cell; true for the first of its type.
  mutating func count(_ storage: Row.Storage) -> Bool {
    let place = Int(storage.rawValue)
    tally[place] += 1
    return tally[place] == 1
  }

  /// How often something is there, and where first.
  struct Occurrence {
    var rows = 0
    var first: String?

    mutating func note(_ place: @autoclosure () -> String) {
      if rows == 0 { first = place() }
      rows += 1
    }
  }
}

/// Reads the cells of a table once and notes what another engine may mind.
struct ContentScan {
  let reader: ResultReader
  let rows: SelectedRows?
  let traits: DialectTraits

  /// Looks at every cell of `columns` of `table`.
  func facts(
    of table: TableDefinition, _ outline: DatabaseOutline.Table, columns: [String]
  ) throws -> [String: ColumnFacts] {
    guard !columns.isEmpty else { return [:] }
    let key = outline.order
    var facts = Array(repeating: ColumnFacts(), count: columns.count)
    try reader.readStored(outline, columns: key + columns, among: rows) { row in
      for index in columns.indices {
        look(at: row, index + key.count, key: key, &facts[index])
      }
    }
    return Dictionary(zip(columns, facts), uniquingKeysWith: { first, _ in first })
  }

  private func look(
    at row: borrowing Row, _ index: Int, key: [String], _ facts: inout ColumnFacts
  ) {
    let cell = row.cell(index)
    if facts.count(cell.storage) { facts.firsts[cell.storage] = Self.place(of: row, key) }
    switch cell.storage {
    case .null: break
    case .integer:
      if cell.integer.magnitude > 1 << 53 { facts.inexact.note(Self.place(of: row, key)) }
    case .real:
      if !cell.real.isFinite { facts.infinite.note(Self.place(of: row, key)) }
    case .text:
      let bytes = unsafe cell.bytes
      let (hasNUL, isWide) = unsafe Self.flags(of: bytes)
      if hasNUL { facts.nul.note(Self.place(of: row, key)) }
      if isWide, unsafe !isUTF8(bytes) { facts.malformed.note(Self.place(of: row, key)) }
      if bytes.count > traits.longestKey { facts.long.note(Self.place(of: row, key)) }
    case .blob:
      if unsafe cell.bytes.count > traits.longestKey { facts.long.note(Self.place(of: row, key)) }
    }
  }

  @unsafe private static func flags(
    of bytes: UnsafeRawBufferPointer
  ) -> (hasNUL: Bool, isWide: Bool) {
    var (zeros, all): (UInt8, UInt8) = (0, 0)
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      zeros |= byte == 0 ? 1 : 0
      all |= byte
    }
    return (zeros > 0, all > 127)
  }

  /// How a row is found: by its number or the values of its key.
  private static func place(of row: borrowing Row, _ key: [String]) -> String {
    var parts: [String] = []
    for index in key.indices {
      let name = key[index] == "rowid" ? "row number" : key[index]
      parts.append("\(name) \(row.text(index).prefix(40))")
    }
    return parts.isEmpty ? "not to be told apart" : parts.joined(separator: ", ")
  }
}
