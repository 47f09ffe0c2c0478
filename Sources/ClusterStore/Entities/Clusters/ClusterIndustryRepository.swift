public import ClusterModel

/// Reads and writes table `cluster_industry`.
public typealias ClusterIndustryRepository = Repository<ClusterIndustry>

extension ClusterIndustry: Storable {
  /// The table, `cluster_industry`.
  public static var table: String { "cluster_industry" }

  /// What is unique in a row.
  public var rowKey: String {
    "cluster \(clusterID.rawValue), industry \(industryID.rawValue)"
  }
}
