/// That a cluster works in an industry.
public struct ClusterIndustry: Codable, Hashable, Sendable {
  /// Cluster that works in the industry.
  public var clusterID: Identifier<Cluster>
  /// Industry in which the cluster works.
  public var industryID: Identifier<Industry>
  /// Place of the industry among those of the cluster, counted from 1.
  public var position: Int
  /// How the industry is known.
  public var basis: Basis
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    clusterID: Identifier<Cluster>, industryID: Identifier<Industry>, position: Int = 1,
    basis: Basis = .stated
  ) {
    self.clusterID = clusterID
    self.industryID = industryID
    self.position = position
    self.basis = basis
  }

  /// How the industry of a cluster is known.
  public enum Basis: String, Codable, Sendable, CaseIterable {
    /// The source names it.
    case stated
    /// The editors assigned it.
    case generalKnowledge = "general knowledge"
  }
}
