public import ClusterModel

/// Reads and writes table `cluster_set`.
public typealias ClusterSetRepository = Repository<ClusterSet>

extension ClusterSet: Keyed {
  /// The table, `cluster_set`.
  public static var table: String { "cluster_set" }
}

extension Listing {
  /// Sets of clusters: by zone and source.
  static let clusterSet = Listing(
    entity: "cluster_set", plural: "cluster-sets",
    columns: [
      "cluster_set.key", "cluster_set.name_en", "cluster_set.name_zh", "zone.key AS zone",
      "parent.key AS parent", "source.key AS source",
    ],
    from: """
      cluster_set
      LEFT JOIN zone ON zone.id = cluster_set.zone_id
      LEFT JOIN cluster_set AS parent ON parent.id = cluster_set.parent_id
      LEFT JOIN source ON source.id = cluster_set.source_id
      """,
    conditions: [
      .zone: "cluster_set.zone_id IN wanted_zone",
      .source: "source.key = :source",
    ])
}
