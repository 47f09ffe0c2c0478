import SQLite

/// The trees that zones and industries stand in.
public struct TreeReader {
  private let store: Store

  /// Reads from `store`.
  public init(_ store: Store) { self.store = store }

  /// A zone or industry in its tree.
  public struct Node: Hashable, Sendable {
    /// The id of the row.
    public let id: Int64
    /// The key.
    public let key: String
    /// The name: in Chinese, else in English, else the key.
    public let name: String
    /// The classification whose code it bears; nil where it bears none.
    public let scheme: String?
    /// The code; nil where it bears none.
    public let code: String?
    /// The level, such as `prefecture` or `division`; nil where none is stated.
    public let level: String?
    /// The id of the one above it; nil at the top.
    public let parent: Int64?
    /// Whether it is there in the year asked for; an industry always is.
    public let isInForce: Bool
  }

  /// Every zone, with the level and parent that it has in a year.
  ///
  /// A zone that bears no code in the year is as it was in its last spell before it, or else in its
  /// first. Where no spell is recorded, its kind and parent stand. Whether it is in force in the year
  /// is told by its spells, else by its own first and last year.
  public func zones(in year: Int) throws -> [Node] {
    try nodes(
      """
      WITH spell AS MATERIALIZED (
        SELECT zone_id, kind, scheme, parent_code,
          from_year <= ?1 AND to_year >= ?1 AS is_in_force, min(\(Self.distance))
        FROM zone_code GROUP BY zone_id
      ),
      parent AS MATERIALIZED (
        SELECT scheme, code, zone_id, min(\(Self.distance)) FROM zone_code GROUP BY scheme, code
      )
      SELECT zone.id, zone.key,
        coalesce(zone.name_zh, zone.name_zh_ref, zone.name_en, zone.name_en_ref, zone.key),
        zone.scheme, zone.code, coalesce(spell.kind, zone.kind),
        coalesce(parent.zone_id, zone.parent_ref_id, zone.parent_id),
        coalesce(spell.is_in_force,
          coalesce(zone.from_year, 0) <= ?1 AND coalesce(zone.to_year, 9999) >= ?1)
      FROM zone
      LEFT JOIN spell ON spell.zone_id = zone.id
      LEFT JOIN parent ON parent.scheme = spell.scheme AND parent.code = spell.parent_code
      """, [.integer(Int64(year))])
  }

  /// How far a spell is from a year.
  ///
  /// It is least for one in force, then for those before it, and among these for the last to end. The
  /// other columns beside its `min` are those of the spell that has it.
  private static let distance = """
    (from_year > ?1 OR to_year < ?1) * 20000 + (from_year > ?1) * 10000 - to_year
    """

  /// Every industry, with its stated level and parent.
  public func industries() throws -> [Node] {
    try nodes(
      """
      SELECT id, key, coalesce(name_zh, name_zh_ref, name_en, name_en_ref, key), scheme, code,
        level, parent_id, 1
      FROM industry
      """, [])
  }

  private func nodes(_ sql: String, _ values: [Value]) throws -> [Node] {
    try store.connection.query(sql, values) { row in
      Node(
        id: row.integer(0), key: row.text(1), name: row.text(2), scheme: row.optionalText(3),
        code: row.optionalText(4), level: row.optionalText(5),
        parent: row.optionalInteger(6).map(Int64.init), isInForce: row.integer(7) != 0)
    }
  }
}
