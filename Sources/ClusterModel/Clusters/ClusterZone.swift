/// That a cluster lies in a zone.
public struct ClusterZone: Codable, Hashable, Sendable {
  /// Cluster that lies in the zone.
  public var clusterID: Identifier<Cluster>
  /// Zone in which the cluster lies wholly or in part.
  public var zoneID: Identifier<Zone>
  /// Part the zone plays for the cluster, such as core or extension; nil where not stated.
  public var role: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(clusterID: Identifier<Cluster>, zoneID: Identifier<Zone>) {
    self.clusterID = clusterID
    self.zoneID = zoneID
  }
}
