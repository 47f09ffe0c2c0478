import SQLite

/// Reads what is known of zones beside surveys: their area and observed figures.
public struct ZoneFigureReader {
  private let store: Store

  /// Reads from `store`.
  public init(_ store: Store) { self.store = store }

  /// The area of each zone that has one, in square kilometres, by the zone's id.
  public func areas() throws -> [Int64: Double] {
    try figures("SELECT id, area_km2 FROM zone WHERE area_km2 IS NOT NULL", [])
  }

  /// The observed value of an indicator for each zone in a year, by the zone's id.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)`` for an indicator that is not there.
  public func observations(of indicator: String, in year: Int) throws -> [Int64: Double] {
    let there = try store.connection.value(
      "SELECT 1 FROM indicator WHERE key = ?1", [.text(indicator)])
    guard there != nil else { throw StoreError.notFound(table: "indicator", key: indicator) }
    return try figures(
      """
      SELECT zone.id, observation.value
      FROM observation
      JOIN indicator ON indicator.id = observation.indicator_id
      JOIN zone ON zone.key = observation.subject_key
      WHERE observation.subject_type = 'zone' AND indicator.key = ?1 AND observation.year = ?2
        AND observation.value IS NOT NULL
      ORDER BY observation.id
      """, [.text(indicator), .integer(Int64(year))])
  }

  private func figures(_ sql: String, _ values: [Value]) throws -> [Int64: Double] {
    let rows = try store.connection.query(sql, values) { ($0.integer(0), $0.real(1)) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}
