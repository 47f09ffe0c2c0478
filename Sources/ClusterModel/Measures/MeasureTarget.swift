/// What a measure aims at.
public struct MeasureTarget: Codable, Hashable, Sendable {
  /// Measure that aims at the subject.
  public var measureID: Identifier<Measure>
  /// Table of the subject; nil where only the text is known.
  public var subjectType: SubjectType?
  /// Key of the subject in its table, or a structure type; nil where only the text is known.
  public var subjectKey: String?
  /// Target in the words of the source; nil where it is known by key alone.
  public var subjectText: String?

  /// Takes what every row must have; the rest is nil.
  public init(measureID: Identifier<Measure>) {
    self.measureID = measureID
  }

  /// What kind of thing a measure aims at.
  public enum SubjectType: String, Codable, Sendable, CaseIterable {
    /// A zone.
    case zone
    /// A cluster.
    case cluster
    /// A structure type of clusters; its key is the raw value of ``Cluster/StructureType``.
    case clusterType = "cluster_type"
    /// A firm.
    case firm
    /// An institution.
    case institution
    /// An industry.
    case industry
    /// A concept.
    case concept
  }
}
