public import ClusterModel
import SQLite

/// Reads and writes table `zone`.
public typealias ZoneRepository = Repository<Zone>

extension Zone: Keyed {
  /// The table, `zone`.
  public static var table: String { "zone" }
}

extension Listing {
  /// Zones: inside a zone, by the industries at home there, kind, a year in which they are there,
  /// source.
  static let zone = Listing(
    entity: "zone", plural: "zones",
    columns: [
      "zone.key", "zone.name_en", "zone.name_zh", "zone.kind", "zone.scheme", "zone.code",
      "parent.key AS parent", "zone.from_year", "zone.to_year", "source.key AS source",
    ],
    from: """
      zone
      LEFT JOIN zone AS parent ON parent.id = coalesce(zone.parent_id, zone.parent_ref_id)
      LEFT JOIN source ON source.id = zone.source_id
      """,
    conditions: [
      .zone: "zone.id IN wanted_zone",
      .industry: """
      zone.id IN
        (SELECT zone_id FROM zone_industry WHERE industry_id IN wanted_industry)
      """,
      .type: "zone.kind = :type",
      .year: """
      coalesce(zone.from_year <= :year, 1) AND coalesce(zone.to_year >= :year, 1)
      """,
      .source: "source.key = :source",
    ])
}

extension Repository<Zone> {
  /// The zone that carried `code` of `scheme` in `year`, under its present key.
  ///
  /// A code may have passed from one zone to another. A year after the last that the scheme's
  /// record covers counts as that one.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)`` where no zone carried the code in that year.
  public func zone(scheme: String, code: String, year: Int) throws -> Stored<Zone> {
    let found = try rows(Self.byCode, [.text(scheme), .text(code), Value(year)])
    guard let zone = found.first else {
      throw StoreError.notFound(table: Zone.table, key: "\(scheme) \(code) in \(year)")
    }
    return zone
  }

  /// The zone itself and every zone inside it, by parent or membership, in order of id.
  public func zones(inside area: Identifier<Zone>) throws -> [Stored<Zone>] {
    try rows(Self.inside, [.integer(area.rawValue)])
  }

  static var byCode: String {
    """
    WHERE id IN (
      SELECT zone_id FROM zone_code
      WHERE scheme = ?1 AND code = ?2 AND from_year <= ?3 AND to_year >=
        min(?3, (SELECT max(to_year) FROM zone_code WHERE scheme = ?1))
    )
    """
  }

  static var inside: String {
    "WHERE id IN (WITH RECURSIVE \(Listing.wantedZone) SELECT id FROM wanted_zone) ORDER BY id"
  }
}
