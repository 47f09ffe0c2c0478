public import ClusterModel

/// Reads and writes table `offer`.
public typealias OfferRepository = Repository<Offer>

extension Offer: Keyed {
  /// The table, `offer`.
  public static var table: String { "offer" }
}

extension Listing {
  /// Offers: by the zone where the material is, the firm's industry and size class, kind of
  /// material, a year in which they may hold, and source.
  static let offer = Listing(
    entity: "offer", plural: "offers",
    columns: [
      "offer.key", "firm.key AS firm", "material.key AS material", "zone.key AS zone",
      "offer.amount", "offer.unit", "offer.period", "offer.from_year", "offer.to_year",
      "source.key AS source",
    ],
    from: """
      offer
      JOIN firm ON firm.id = offer.firm_id
      JOIN material ON material.id = offer.material_id
      LEFT JOIN zone ON zone.id = coalesce(offer.zone_id, firm.zone_id)
      LEFT JOIN source ON source.id = offer.source_id
      """,
    conditions: [
      .zone: "coalesce(offer.zone_id, firm.zone_id) IN wanted_zone",
      .industry: "firm.industry_id IN wanted_industry",
      .type: "material.kind = :type",
      .size: "firm.size_class = :size",
      .year: """
      coalesce(offer.from_year <= :year, 1) AND coalesce(offer.to_year >= :year, 1)
      """,
      .source: "source.key = :source",
    ])
}
