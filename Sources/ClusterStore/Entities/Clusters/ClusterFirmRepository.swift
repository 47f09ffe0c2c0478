public import ClusterModel

/// Reads and writes table `cluster_firm`.
public typealias ClusterFirmRepository = Repository<ClusterFirm>

extension ClusterFirm: Storable {
  /// The table, `cluster_firm`.
  public static var table: String { "cluster_firm" }

  /// What is unique in a row.
  public var rowKey: String {
    "cluster \(clusterID.rawValue), firm \(firmID.rawValue)"
  }
}
