import SQLite

/// Finds rows by part of a name in either language.
public struct NameSearch {
  private let store: Store

  /// Searches `store`.
  public init(_ store: Store) { self.store = store }

  /// What ``rows(_:entity:limit:)`` gives of each row.
  public static let columns = [
    "entity", "key", "name_en", "name_zh", "name_en_ref", "name_zh_ref", "zone", "source",
  ]

  /// The rows whose names hold `text`, nearest first.
  ///
  /// - Parameters:
  ///   - text: Part of a name, from one character on.
  ///   - entity: Only rows of this table, in the singular or plural; nil for all.
  ///   - limit: At most so many.
  /// - Returns: The columns of ``columns`` for each row.
  /// - Throws: ``DescriptionError`` for a table whose rows have no names.
  public func rows(_ text: String, entity: String?, limit: Int) throws -> ResultRows {
    let table = try entity.map(Self.table)
    var rows: [[Value]] = []
    for match in try NameIndex(store).find(text, entity: table, limit: limit) {
      rows += try row(match)
    }
    return ResultRows(columns: Self.columns, rows: rows)
  }

  /// The table that people call `name`.
  public static func table(_ name: String) throws -> String {
    if let listing = EntityCatalog.listing(name) { return listing.entity }
    guard EntityCatalog.named.contains(name) else {
      throw DescriptionError.unknownTable(
        name, nearest: NearestNames.of(name, in: EntityCatalog.named, limit: 3))
    }
    return name
  }

  /// The table with keys that people call `name`.
  ///
  /// - Throws: ``DescriptionError`` for a table whose rows have no keys.
  public static func keyedTable(_ name: String) throws -> String {
    if let listing = EntityCatalog.listing(name) { return listing.entity }
    guard EntityCatalog.hasKey(name) else {
      throw DescriptionError.unknownTable(
        name, nearest: NearestNames.of(name, in: EntityCatalog.keyed, limit: 3))
    }
    return name
  }

  private func row(_ match: NameIndex.Match) throws -> [[Value]] {
    let columns = Set(try Schema(store).table(match.entity).columns.map(\.name))
    var names = ["name_en", "name_zh", "name_en_ref", "name_zh_ref"].map {
      columns.contains($0) ? $0 : "NULL"
    }
    if match.entity == "source" {
      names = ["title", "NULL", "title_translation_ref", "NULL"]
    }
    let zone =
      columns.contains("zone_id")
      ? "(SELECT zone.key FROM zone WHERE zone.id = \(match.entity).zone_id)" : "NULL"
    let source =
      columns.contains("source_id")
      ? "(SELECT source.key FROM source WHERE source.id = \(match.entity).source_id)" : "NULL"
    return try store.connection.query(
      """
      SELECT '\(match.entity)', key, \(names.joined(separator: ", ")), \(zone), \(source)
      FROM \(match.entity) WHERE id = ?1
      """, [.integer(match.id)]
    ) { row in Self.columns.indices.map { row.value($0) } }
  }
}
