public import ClusterModel

/// Reads and writes table `cluster_zone`.
public typealias ClusterZoneRepository = Repository<ClusterZone>

extension ClusterZone: Storable {
  /// The table, `cluster_zone`.
  public static var table: String { "cluster_zone" }

  /// What is unique in a row.
  public var rowKey: String {
    "cluster \(clusterID.rawValue), zone \(zoneID.rawValue)"
  }
}
