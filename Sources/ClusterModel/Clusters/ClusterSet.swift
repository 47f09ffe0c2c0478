/// A set of clusters that a document speaks of as a whole.
public struct ClusterSet: Codable, Hashable, Sendable {
  /// Stable name of the cluster set for people and files; unique.
  public var key: String
  /// Name of the cluster set in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the cluster set in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// English name of the cluster set by translation or general knowledge, not from the source; nil
  /// where the source gives it or none is known.
  public var nameEnRef: String?
  /// Zone whose clusters the set covers; nil where not stated.
  public var zoneID: Identifier<Zone>?
  /// Cluster set that this one is part of; nil where it is part of none.
  public var parentID: Identifier<ClusterSet>?
  /// Which clusters belong to the set, in words; nil where not stated.
  public var definition: String?
  /// Remark on the set and its base; nil where there is none.
  public var note: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String) {
    self.key = key
  }
}
