/// A remark of a document without a figure: a problem, a cause, an advantage, a stage.
public struct Statement: Codable, Hashable, Sendable {
  /// Stable name of the statement for people and files; unique.
  public var key: String
  /// Kind of remark, such as problem, cause, status, stage, advantage, trend or history.
  public var category: String
  /// Table of the subject.
  public var subjectType: SubjectType
  /// Key of the subject in its table.
  public var subjectKey: String
  /// Subject in the words of the document; nil where it is known by key alone.
  public var subjectText: String?
  /// What the document remarks, in short.
  public var observation: String
  /// Words of the document that make the remark; nil where it is not quoted.
  public var wording: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    key: String, category: String, subjectType: SubjectType, subjectKey: String, observation: String
  ) {
    self.key = key
    self.category = category
    self.subjectType = subjectType
    self.subjectKey = subjectKey
    self.observation = observation
  }

  /// What kind of thing a remark is about.
  public enum SubjectType: String, Codable, Sendable, CaseIterable {
    /// A zone.
    case zone
    /// A cluster.
    case cluster
    /// A set of clusters.
    case clusterSet = "cluster_set"
    /// A concept.
    case concept
    /// A taxonomy.
    case taxonomy
    /// A firm.
    case firm
    /// An institution.
    case institution
    /// An industry.
    case industry
  }
}
