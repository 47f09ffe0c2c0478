import SQLite

/// Rows whose names the index of names lacks, in table `name_index_gap`.
struct NameGaps {
  /// More rows at once than this are left for later: indexing takes longer than inserting.
  static let largestAddition = 20_000

  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Rows of one table.
  struct Gap: Hashable {
    let entity: String
    let ids: ClosedRange<Int64>
  }

  /// Notes that the rows of `table` with these ids are not indexed.
  func note(table: String, ids: ClosedRange<Int64>) throws(SQLiteError) {
    try connection.run(
      "INSERT OR REPLACE INTO name_index_gap VALUES (?1, ?2, ?3)",
      [.text(table), .integer(ids.lowerBound), .integer(ids.upperBound)])
  }

  /// Takes rows that are going out of the gaps they stand in.
  func forget(table: String, ids: ClosedRange<Int64>) throws(SQLiteError) {
    for gap in try all(of: table) where gap.ids.overlaps(ids) {
      try connection.run(
        "DELETE FROM name_index_gap WHERE entity = ?1 AND first_id = ?2",
        [.text(table), .integer(gap.ids.lowerBound)])
      if gap.ids.lowerBound < ids.lowerBound {
        try note(table: table, ids: gap.ids.lowerBound...ids.lowerBound - 1)
      }
      if gap.ids.upperBound > ids.upperBound {
        try note(table: table, ids: ids.upperBound + 1...gap.ids.upperBound)
      }
    }
  }

  /// Those of the ids that stand in no gap.
  func outside(
    table: String, ids: ClosedRange<Int64>
  ) throws(SQLiteError) -> [ClosedRange<Int64>] {
    var (left, rest) = ([ClosedRange<Int64>](), ids)
    for gap in try all(of: table).map(\.ids) where gap.overlaps(rest) {
      if rest.lowerBound < gap.lowerBound {
        left.append(rest.lowerBound...gap.lowerBound - 1)
      }
      guard gap.upperBound < rest.upperBound else { return left }
      rest = gap.upperBound + 1...rest.upperBound
    }
    return left + [rest]
  }

  /// Every gap, which is then forgotten.
  func takeAll() throws(SQLiteError) -> [Gap] {
    defer { _ = try? connection.run("DELETE FROM name_index_gap") }
    return try all(of: nil)
  }

  /// The rows in gaps whose names hold `words` one after the other, as the index would find them.
  func find(
    _ words: [String], entity: String?, limit: Int
  ) throws -> [NameIndex.Match] {
    var matches: [NameIndex.Match] = []
    let wanted = words.map(Self.folded)
    for gap in try all(of: entity) {
      let names = try NameIndex.columns(of: gap.entity, connection).filter { $0 != "NULL" }
      guard !names.isEmpty else { continue }
      // SQL leaves out most rows; what is left is looked at word by word.
      let longest = words.max { $0.utf8.count < $1.utf8.count } ?? ""
      let pattern = "%" + longest.replacing("%", with: "_") + "%"
      let isASCII = longest.utf8.allSatisfy { $0 < 0x80 }
      let mayHold = names.map { name in
        isASCII ? "\(name) IS NOT NULL" : "\(name) LIKE ?3"
      }
      let rows = try connection.query(
        """
        SELECT id, \(names.joined(separator: ", ")) FROM \(gap.entity)
        WHERE id BETWEEN ?1 AND ?2 AND (\(mayHold.joined(separator: " OR "))) AND ?3 IS NOT NULL
        ORDER BY id
        """,
        [.integer(gap.ids.lowerBound), .integer(gap.ids.upperBound), .text(pattern)]
      ) { row in
        (1...names.count).contains { Self.holds(wanted, in: row.text($0)) } ? row.integer(0) : nil
      }
      for case let id? in rows where matches.count < limit {
        matches.append(.init(entity: gap.entity, id: id))
      }
    }
    return matches
  }

  private func all(of entity: String?) throws(SQLiteError) -> [Gap] {
    try connection.query(
      """
      SELECT entity, first_id, last_id FROM name_index_gap
      WHERE ?1 IS NULL OR entity = ?1 ORDER BY entity, first_id
      """, [Value(entity)]
    ) { row in
      ClosedRange(journalled: row.integer(1), row.integer(2)).map {
        Gap(entity: row.text(0), ids: $0)
      }
    }.compactMap { $0 }
  }

  /// Whether `words` stand in `name` one after the other, the last one perhaps as a beginning.
  private static func holds(_ words: [String], in name: String) -> Bool {
    let there = NameIndex.spaced(name).split { !$0.isLetter && !$0.isNumber && $0 != "\u{E000}" }
      .map { folded(String($0)) }
    guard let last = words.last, there.count >= words.count else { return false }
    for start in 0...(there.count - words.count) {
      let run = there[start..<start + words.count]
      if run.dropLast().elementsEqual(words.dropLast()), run.last?.hasPrefix(last) == true {
        return true
      }
    }
    return false
  }

  private static func folded(_ word: String) -> String { word.lowercased() }
}
