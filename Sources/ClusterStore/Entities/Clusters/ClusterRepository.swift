public import ClusterModel
import SQLite

/// Reads and writes table `cluster`.
public typealias ClusterRepository = Repository<Cluster>

extension Cluster: Keyed {
  /// The table, `cluster`.
  public static var table: String { "cluster" }
}

extension Listing {
  /// Clusters: by zone, trade, structure type, stage, size band, founding year and source.
  static let cluster = Listing(
    entity: "cluster", plural: "clusters",
    columns: [
      "cluster.key", "cluster.name_en", "cluster.name_zh", "zone.key AS zone",
      "cluster.structure_type", "cluster.stage", "cluster.size_band", "source.key AS source",
    ],
    from: """
      cluster LEFT JOIN zone ON zone.id = cluster.zone_id
      LEFT JOIN source ON source.id = cluster.source_id
      """,
    conditions: [
      .zone: """
      cluster.zone_id IN wanted_zone OR cluster.id IN
        (SELECT cluster_id FROM cluster_zone WHERE zone_id IN wanted_zone)
      """,
      .industry: """
      cluster.id IN
        (SELECT cluster_id FROM cluster_industry WHERE industry_id IN wanted_industry)
      """,
      .type: "cluster.structure_type = :type",
      .stage: "cluster.stage = :stage",
      .size: "cluster.size_band = :size",
      .year: "cluster.founded_year = :year",
      .source: "source.key = :source",
    ])
}

extension Repository<Cluster> {
  /// The clusters that lie in `zone` or in any zone inside it, in order of id.
  public func clusters(in zone: Identifier<Zone>) throws -> [Stored<Cluster>] {
    try rows(Self.inside, [.integer(zone.rawValue)])
  }

  static var inside: String {
    """
    WHERE id IN (
      WITH RECURSIVE \(Listing.wantedZone)
      SELECT id FROM cluster WHERE zone_id IN wanted_zone
      UNION SELECT cluster_id FROM cluster_zone WHERE zone_id IN wanted_zone
    )
    ORDER BY id
    """
  }
}
