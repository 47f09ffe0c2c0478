/// One figure: a value of an indicator for a subject and a year.
public struct Observation: Codable, Hashable, Sendable {
  /// Dataset that the figure comes from; nil where it comes from a document or from the user.
  public var datasetID: Identifier<Dataset>?
  /// Table of the subject.
  public var subjectType: SubjectType
  /// Key of the subject in its table.
  public var subjectKey: String
  /// Indicator that the value is of.
  public var indicatorID: Identifier<Indicator>
  /// Year that the value is for, 1000 to 2999.
  public var year: Int
  /// Value in the unit of the indicator; nil where it is suppressed or missing.
  public var value: Double?
  /// What the value is worth; the value is nil where it is suppressed or missing.
  public var status: Status
  /// Smallest value that the figure can have, in the unit of the indicator; nil where unknown.
  public var lowerBound: Double?
  /// Largest value that the figure can have, in the unit of the indicator and not below
  /// ``lowerBound``; nil where unknown.
  public var upperBound: Double?
  /// Remark on the figure; nil where there is none.
  public var note: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    subjectType: SubjectType, subjectKey: String, indicatorID: Identifier<Indicator>, year: Int,
    status: Status = .reported
  ) {
    self.subjectType = subjectType
    self.subjectKey = subjectKey
    self.indicatorID = indicatorID
    self.year = year
    self.status = status
  }

  /// What kind of thing a figure is of.
  public enum SubjectType: String, Codable, Sendable, CaseIterable {
    /// A zone.
    case zone
    /// A cluster.
    case cluster
    /// A set of clusters.
    case clusterSet = "cluster_set"
    /// A firm.
    case firm
    /// An institution.
    case institution
    /// An industry.
    case industry
    /// A material.
    case material
    /// A measure.
    case measure
  }

  /// What a value is worth.
  public enum Status: String, Codable, Sendable, CaseIterable {
    /// As the source has it.
    case reported
    /// Put in by an estimate.
    case imputed
    /// Withheld by the source; the value is nil.
    case suppressed
    /// Not known to the source; the value is nil.
    case missing
  }
}
