import SQLite

/// Full text over names in both languages, in table `name_index`.
///
/// Characters of Chinese text stand apart, so that any run of them is found, from one on; the stock
/// tokenizer of SQLite does the rest, so that the index works in any other SQLite.
public struct NameIndex {
  let connection: Connection

  /// Works on the index of `store`.
  public init(_ store: Store) { connection = store.connection }

  /// A row found.
  public struct Match: Hashable, Sendable {
    /// The table.
    public let entity: String
    /// The row's id.
    public let id: Int64
  }

  /// How many entities there may be; the rowid of the index is `id * capacity + place`.
  static let capacity: Int64 = 64

  /// The largest id that an entry can have, which is far beyond what any table comes to.
  static let largestID = Int64.max / (capacity * 2)

  /// The rowid of the entry of a row; nil for an id that only a damaged file has.
  private static func entry(_ id: Int64, place: Int) -> Int64? {
    (-largestID...largestID).contains(id) ? id * capacity + Int64(place) : nil
  }

  /// Indexes the rows of `table` with these ids anew; what is no longer there goes from the index.
  ///
  /// Rows that the index lacks on record, and is to have later, are left for then.
  func refresh(table: String, ids: ClosedRange<Int64>) throws {
    guard let place = EntityCatalog.named.firstIndex(of: table) else { return }
    let names = try Self.columns(of: table, connection)
    for ids in try NameGaps(connection).outside(table: table, ids: ids) {
      try remove(table: table, ids: ids)
      try add(table: table, place: place, names: names, ids: ids)
    }
  }

  /// Takes rows of `table` out of the index.
  func remove(table: String, ids: ClosedRange<Int64>) throws(SQLiteError) {
    guard let place = EntityCatalog.named.firstIndex(of: table) else { return }
    try NameGaps(connection).forget(table: table, ids: ids)
    for id in ids {
      guard let entry = Self.entry(id, place: place) else { continue }
      try connection.run("DELETE FROM name_index WHERE rowid = ?1", [.integer(entry)])
    }
  }

  /// Indexes rows that were not there before; a large number of them is left for later.
  public func add(table: String, ids: ClosedRange<Int64>) throws {
    guard let place = EntityCatalog.named.firstIndex(of: table) else { return }
    guard ids.count <= NameGaps.largestAddition else {
      return try NameGaps(connection).note(table: table, ids: ids)
    }
    try add(table: table, place: place, names: Self.columns(of: table, connection), ids: ids)
  }

  /// Indexes what large imports left; how many rows that is.
  @discardableResult
  public func fillGaps() throws -> Int {
    var count = 0
    for gap in try NameGaps(connection).takeAll() {
      guard let place = EntityCatalog.named.firstIndex(of: gap.entity) else { continue }
      try add(
        table: gap.entity, place: place, names: Self.columns(of: gap.entity, connection),
        ids: gap.ids)
      count += gap.ids.count
    }
    return count
  }

  private func add(
    table: String, place: Int, names: [String], ids: ClosedRange<Int64>
  ) throws {
    let insert = """
      INSERT INTO name_index
        (rowid, entity, entity_id, name_en, name_zh, name_en_ref, name_zh_ref, aliases)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """
    let select = """
      SELECT id, \(names.joined(separator: ", ")) FROM \(table) WHERE id BETWEEN ?1 AND ?2
      """
    try connection.withStatement(select) { rows throws(SQLiteError) in
      try rows.bind([.integer(ids.lowerBound), .integer(ids.upperBound)])
      try connection.withStatement(insert) { statement throws(SQLiteError) in
        while try rows.step() {
          let id = rows.row.integer(0)
          guard let entry = Self.entry(id, place: place) else { continue }
          try statement.bind(entry, at: 1)
          try statement.bind(.text(table), at: 2)
          try statement.bind(id, at: 3)
          for column in names.indices {
            try statement.bind(
              Value(rows.row.optionalText(column + 1).map(Self.spaced)), at: column + 4)
          }
          _ = try statement.step()
          statement.reset()
        }
      }
    }
  }

  /// The rows whose names hold `text`, nearest first; all of `text` must stand in one name.
  ///
  /// Upper and lower case and accents count alike, and so do signs that are no letters.
  ///
  /// - Parameters:
  ///   - text: Any length from one character; the last word may be the beginning of one.
  ///   - entity: Only rows of this table; nil for all.
  ///   - limit: At most so many.
  /// - Returns: What was found; nothing for a text without letters and digits.
  /// - Throws: ``SQLiteError`` where the index cannot be read.
  public func find(_ text: String, entity: String? = nil, limit: Int) throws -> [Match] {
    let words = Self.spaced(text).split(separator: " ")
    guard !words.isEmpty else { return [] }
    let phrase = words.joined(separator: " ").replacing("\"", with: "\"\"")
    let indexed = try connection.query(
      """
      SELECT entity, entity_id FROM name_index
      WHERE name_index MATCH ?1 AND (?2 IS NULL OR entity = ?2)
      ORDER BY rank, rowid LIMIT ?3
      """,
      [.text("\"\(phrase)\" *"), Value(entity), .integer(Int64(limit))]
    ) { Match(entity: $0.text(0), id: $0.integer(1)) }
    guard indexed.count < limit else { return indexed }
    let rest = try NameGaps(connection).find(
      words.map(String.init), entity: entity, limit: limit - indexed.count)
    return indexed + rest.filter { !indexed.contains($0) }
  }

  /// `text` with every Chinese, Japanese or Korean character between spaces.
  ///
  /// A semicolon, which stands between names in a list of them, becomes a word of its own, so that
  /// no phrase goes across it.
  static func spaced(_ text: String) -> String {
    var spaced = ""
    for scalar in text.unicodeScalars {
      if scalar == ";" || scalar == "；" {
        spaced += " \u{E000} "
      } else if scalar == "\0" {
        // The index would read no further.
        spaced += " "
      } else if isIdeograph(scalar) {
        spaced += " "
        spaced.unicodeScalars.append(scalar)
        spaced += " "
      } else {
        spaced.unicodeScalars.append(scalar)
      }
    }
    return spaced
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3040...0x30FF, 0x3100...0x312F, 0x31A0...0x31BF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// What stands in the five columns of the index for `table`: a column of it, or NULL.
  static func columns(of table: String, _ connection: Connection) throws -> [String] {
    let there = Set(
      try connection.query("SELECT name FROM pragma_table_info(?1)", [.text(table)]) { $0.text(0) })
    let wanted =
      table == "source"
      ? ["title", "NULL", "title_translation_ref", "NULL", "authors"]
      : ["name_en", "name_zh", "name_en_ref", "name_zh_ref", "aliases"]
    return wanted.map { there.contains($0) ? $0 : "NULL" }
  }
}
