public import ClusterModel

/// Reads and writes table `link`.
public typealias LinkRepository = Repository<Link>

extension Link: Keyed {
  /// The table, `link`.
  public static var table: String { "link" }
}

extension Listing {
  /// Ties: by the zone or industry of either firm, kind, a year in which they may hold, and source.
  static let link = Listing(
    entity: "link", plural: "links",
    columns: [
      "link.key", "link.kind", "coalesce(from_firm.key, from_institution.key) AS from_actor",
      "coalesce(to_firm.key, to_institution.key) AS to_actor", "link.value", "link.unit",
      "link.from_year", "link.to_year", "source.key AS source",
    ],
    from: """
      link
      LEFT JOIN firm AS from_firm ON from_firm.id = link.from_firm_id
      LEFT JOIN firm AS to_firm ON to_firm.id = link.to_firm_id
      LEFT JOIN institution AS from_institution
        ON from_institution.id = link.from_institution_id
      LEFT JOIN institution AS to_institution
        ON to_institution.id = link.to_institution_id
      LEFT JOIN source ON source.id = link.source_id
      """,
    conditions: [
      .zone: """
      from_firm.zone_id IN wanted_zone OR to_firm.zone_id IN wanted_zone
      OR from_institution.zone_id IN wanted_zone OR to_institution.zone_id IN wanted_zone
      """,
      .industry: """
      from_firm.industry_id IN wanted_industry OR to_firm.industry_id IN
      wanted_industry
      """,
      .type: "link.kind = :type",
      .year: """
      coalesce(link.from_year <= :year, 1) AND coalesce(link.to_year >= :year, 1)
      """,
      .source: "source.key = :source",
    ])
}
