public import SQLite

/// What `list` shows of an entity, and by what it can be narrowed.
public struct Listing: Sendable {
  /// The table, in the singular.
  public let entity: String
  /// What `list` calls it.
  public let plural: String
  /// The columns of the result, as SQL.
  let columns: [String]
  /// The tables it reads, as SQL.
  let from: String
  /// A condition for each filter that this entity takes.
  ///
  /// `wanted_zone` and `wanted_industry` are the ids of what was asked for with everything inside
  /// it; `:type`, `:stage`, `:size`, `:year` and `:source` are what was asked for.
  let conditions: [Filter: String]

  /// What a list can be narrowed by.
  public enum Filter: String, CaseIterable, Sendable {
    /// A zone with everything inside it.
    case zone
    /// An industry with everything below it.
    case industry
    /// A structure type of clusters, or the kind of another entity.
    case type
    /// A stage of clusters.
    case stage
    /// A size band of clusters, or a size class of firms.
    case size
    /// A year.
    case year
    /// The document a row is taken from.
    case source
  }

  /// The filters that this entity takes.
  public var filters: [Filter] { Filter.allCases.filter { conditions[$0] != nil } }

  /// The statement that lists what is left by `filters`.
  ///
  /// - Parameters:
  ///   - filters: What was asked for. Zones and industries are given by id.
  ///   - limit: At most so many rows; nil for all.
  /// - Returns: The statement with the values to bind by name.
  /// - Throws: ``StoreError/invalid(table:key:reason:)`` for a filter the entity does not take.
  public func statement(
    filters: [Filter: Value], limit: Int? = nil
  ) throws -> (sql: String, values: [String: Value]) {
    var tables: [String] = []
    var wheres: [String] = []
    var values: [String: Value] = [:]
    for (filter, value) in filters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let condition = conditions[filter] else {
        throw StoreError.invalid(
          table: plural, key: filter.rawValue,
          reason: "they have no such filter; they take "
            + self.filters.map { "--\($0.rawValue)" }.joined(separator: ", "))
      }
      if let table = Self.recursion[filter] { tables.append(table) }
      wheres.append("(\(condition))")
      values[filter.rawValue] = value
    }
    var sql = tables.isEmpty ? "" : "WITH RECURSIVE \(tables.joined(separator: ", "))\n"
    sql += "SELECT \(columns.joined(separator: ", "))\nFROM \(from)\n"
    if !wheres.isEmpty { sql += "WHERE \(wheres.joined(separator: " AND "))\n" }
    sql += "ORDER BY \(entity).id"
    if let limit { sql += " LIMIT \(limit)" }
    return (sql, values)
  }

  private static let recursion: [Filter: String] = [
    .zone: wantedZone, .industry: wantedIndustry,
  ]

  /// The zone `:zone` with everything inside it, by parent or membership.
  static let wantedZone = """
    wanted_zone (id) AS (
      SELECT :zone
      UNION SELECT zone.id FROM zone JOIN wanted_zone ON zone.parent_id = wanted_zone.id
      UNION SELECT zone.id FROM zone JOIN wanted_zone ON zone.parent_ref_id = wanted_zone.id
      UNION SELECT zone_member.member_id
      FROM zone_member JOIN wanted_zone ON zone_member.area_id = wanted_zone.id
    )
    """

  /// The industry `:industry` with everything below it, and what a crosswalk leads to any of them.
  static let wantedIndustry = """
    below (id) AS (
      SELECT :industry
      UNION SELECT industry.id FROM industry JOIN below ON industry.parent_id = below.id
    ),
    wanted_industry (id) AS (
      SELECT id FROM below
      UNION SELECT industry_crosswalk.from_id
      FROM industry_crosswalk JOIN below ON industry_crosswalk.to_id = below.id
    )
    """
}
