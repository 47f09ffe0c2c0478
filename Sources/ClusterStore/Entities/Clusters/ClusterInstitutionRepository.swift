public import ClusterModel

/// Reads and writes table `cluster_institution`.
public typealias ClusterInstitutionRepository = Repository<ClusterInstitution>

extension ClusterInstitution: Storable {
  /// The table, `cluster_institution`.
  public static var table: String { "cluster_institution" }

  /// What is unique in a row.
  public var rowKey: String {
    "cluster \(clusterID.rawValue), institution \(institutionID.rawValue)"
  }
}
