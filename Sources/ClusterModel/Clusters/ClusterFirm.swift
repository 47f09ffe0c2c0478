/// That a firm belongs to a cluster.
public struct ClusterFirm: Codable, Hashable, Sendable {
  /// Cluster that the firm belongs to.
  public var clusterID: Identifier<Cluster>
  /// Firm that belongs to the cluster.
  public var firmID: Identifier<Firm>
  /// Part the firm plays in the cluster, such as core firm or supplier; nil where not stated.
  public var role: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(clusterID: Identifier<Cluster>, firmID: Identifier<Firm>) {
    self.clusterID = clusterID
    self.firmID = firmID
  }
}
