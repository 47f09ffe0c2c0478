public import ClusterModel

/// Reads and writes table `cluster_set_member`.
public typealias ClusterSetMemberRepository = Repository<ClusterSetMember>

extension ClusterSetMember: Storable {
  /// The table, `cluster_set_member`.
  public static var table: String { "cluster_set_member" }

  /// What is unique in a row.
  public var rowKey: String {
    "cluster set \(clusterSetID.rawValue), cluster \(clusterID.rawValue)"
  }
}
