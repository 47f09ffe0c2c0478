/// That an institution serves a cluster or belongs to it.
public struct ClusterInstitution: Codable, Hashable, Sendable {
  /// Cluster that the institution serves or belongs to.
  public var clusterID: Identifier<Cluster>
  /// Institution that serves or belongs to the cluster.
  public var institutionID: Identifier<Institution>
  /// Part the institution plays for the cluster; nil where not stated.
  public var role: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(clusterID: Identifier<Cluster>, institutionID: Identifier<Institution>) {
    self.clusterID = clusterID
    self.institutionID = institutionID
  }
}
