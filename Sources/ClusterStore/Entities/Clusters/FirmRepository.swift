public import ClusterModel
import SQLite

/// Reads and writes table `firm`.
public typealias FirmRepository = Repository<Firm>

extension Firm: Keyed {
  /// The table, `firm`.
  public static var table: String { "firm" }
}

extension Listing {
  /// Firms: by zone, industry, record kind, size class, a year with figures, and source.
  static let firm = Listing(
    entity: "firm", plural: "firms",
    columns: [
      "firm.key", "firm.name_en", "firm.name_zh", "zone.key AS zone", "industry.key AS industry",
      "firm.size_class", "firm.record_kind", "source.key AS source",
    ],
    from: """
      firm
      LEFT JOIN zone ON zone.id = firm.zone_id
      LEFT JOIN industry ON industry.id = firm.industry_id
      LEFT JOIN source ON source.id = firm.source_id
      """,
    conditions: [
      .zone: "firm.zone_id IN wanted_zone",
      .industry: "firm.industry_id IN wanted_industry",
      .type: "firm.record_kind = :type",
      .size: "firm.size_class = :size",
      .year: """
      EXISTS (
        SELECT 1 FROM firm_year WHERE firm_year.firm_id = firm.id AND firm_year.year = :year
      )
      """,
      .source: "source.key = :source",
    ])
}

extension Repository<Firm> {
  /// The firms that belong to `cluster`, in order of id.
  public func firms(of cluster: Identifier<Cluster>) throws -> [Stored<Firm>] {
    try rows(
      "WHERE id IN (SELECT firm_id FROM cluster_firm WHERE cluster_id = ?1) ORDER BY id",
      [.integer(cluster.rawValue)])
  }
}
