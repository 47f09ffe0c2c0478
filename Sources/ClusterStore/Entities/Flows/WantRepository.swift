public import ClusterModel

/// Reads and writes table `want`.
public typealias WantRepository = Repository<Want>

extension Want: Keyed {
  /// The table, `want`.
  public static var table: String { "want" }
}

extension Listing {
  /// Wants: by the zone where the material is to go, the firm's industry and size class, kind of
  /// material, a year in which they may hold, and source.
  static let want = Listing(
    entity: "want", plural: "wants",
    columns: [
      "want.key", "firm.key AS firm", "material.key AS material", "zone.key AS zone", "want.amount",
      "want.unit", "want.period", "want.from_year", "want.to_year", "source.key AS source",
    ],
    from: """
      want
      JOIN firm ON firm.id = want.firm_id
      JOIN material ON material.id = want.material_id
      LEFT JOIN zone ON zone.id = coalesce(want.zone_id, firm.zone_id)
      LEFT JOIN source ON source.id = want.source_id
      """,
    conditions: [
      .zone: "coalesce(want.zone_id, firm.zone_id) IN wanted_zone",
      .industry: "firm.industry_id IN wanted_industry",
      .type: "material.kind = :type",
      .size: "firm.size_class = :size",
      .year: """
      coalesce(want.from_year <= :year, 1) AND coalesce(want.to_year >= :year, 1)
      """,
      .source: "source.key = :source",
    ])
}
