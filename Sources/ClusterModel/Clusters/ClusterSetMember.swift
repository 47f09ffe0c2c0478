/// That a cluster belongs to a set.
public struct ClusterSetMember: Codable, Hashable, Sendable {
  /// Set that the cluster belongs to.
  public var clusterSetID: Identifier<ClusterSet>
  /// Cluster that belongs to the set.
  public var clusterID: Identifier<Cluster>
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(clusterSetID: Identifier<ClusterSet>, clusterID: Identifier<Cluster>) {
    self.clusterSetID = clusterSetID
    self.clusterID = clusterID
  }
}
