import ClusterStore
import SQLite

/// What the cells of a column are, as far as another engine may mind.
struct ColumnFacts {
  /// How many cells are of each type, and where the first of them is.
  var counts: [Row.Storage: Int] = [:]
  var firsts: [Row.Storage: String] = [:]
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
    let storage = row.storage(index)
    let count = facts.counts[storage] ?? 0
    facts.counts[storage] = count + 1
    if count == 0 { facts.firsts[storage] = Self.place(of: row, key) }
    switch storage {
    case .null: break
    case .integer:
      if row.integer(index).magnitude > 1 << 53 { facts.inexact.note(Self.place(of: row, key)) }
    case .real:
      if !row.real(index).isFinite { facts.infinite.note(Self.place(of: row, key)) }
    case .text:
      let (hasNUL, isMalformed, length) = unsafe row.withBytes(index) { bytes in
        let all = unsafe Self.flags(of: bytes)
        return (all.hasNUL, unsafe all.isWide && !isUTF8(bytes), bytes.count)
      }
      if hasNUL { facts.nul.note(Self.place(of: row, key)) }
      if isMalformed { facts.malformed.note(Self.place(of: row, key)) }
      if length > traits.longestKey { facts.long.note(Self.place(of: row, key)) }
    case .blob:
      let length = unsafe row.withBytes(index) { $0.count }
      if length > traits.longestKey { facts.long.note(Self.place(of: row, key)) }
    }
  }

  @unsafe private static func flags(
    of bytes: UnsafeRawBufferPointer
  ) -> (hasNUL: Bool, isWide: Bool) {
    var (hasNUL, all): (Bool, UInt8) = (false, 0)
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      hasNUL = hasNUL || byte == 0
      all |= byte
    }
    return (hasNUL, all > 127)
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
