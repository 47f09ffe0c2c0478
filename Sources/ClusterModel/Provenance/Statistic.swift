/// A figure as a document prints it.
public struct Statistic: Codable, Hashable, Sendable {
  /// Stable name of the printed figure for people and files; unique.
  public var key: String
  /// Class of figure.
  public var `class`: Class
  /// Table of the subject.
  public var subjectType: SubjectType
  /// Key of the subject in its table.
  public var subjectKey: String
  /// Subject in the words of the document; nil where it is known by key alone.
  public var subjectText: String?
  /// What the figure measures, in words.
  public var indicator: String
  /// Figure, or the lower end of a range, in unit; nil where the document gives it in words alone.
  public var value: Double?
  /// Upper end of a range in unit; nil where the figure is no range.
  public var valueMax: Double?
  /// How the figure is limited.
  public var comparator: Comparator
  /// Unit of the figure, such as clusters, percent or billion RMB; nil where it has none.
  public var unit: String?
  /// Figure in the letters of the document, where they differ from value; nil where they do not.
  public var valueText: String?
  /// Year that the figure holds for, 1000 to 2999; nil where the document gives none.
  public var asOfYear: Int?
  /// Time in the words of the document; nil where it gives none.
  public var timeText: String?
  /// Words of the document that hold the figure; nil where it is not quoted.
  public var wording: String?
  /// How the figure agrees with others; nil where nothing is to be said.
  public var consistencyNote: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    key: String, class: Class, subjectType: SubjectType, subjectKey: String, indicator: String,
    comparator: Comparator
  ) {
    self.key = key
    self.class = `class`
    self.subjectType = subjectType
    self.subjectKey = subjectKey
    self.indicator = indicator
    self.comparator = comparator
  }

  /// What kind of figure stands in a document.
  public enum Class: String, Codable, Sendable, CaseIterable {
    /// A figure that is given as one.
    case reported
    /// Counted from a list.
    case enumerated
    /// How many classes a classification has.
    case classificationCount = "classification count"
    /// A date.
    case date
    /// A figure about a document itself.
    case bibliographic
    /// A figure that is part of a phrase.
    case slogan
  }

  /// What kind of thing a figure is about.
  public enum SubjectType: String, Codable, Sendable, CaseIterable {
    /// A set of clusters.
    case clusterSet = "cluster_set"
    /// A zone.
    case zone
    /// A concept.
    case concept
    /// A document.
    case source
    /// An institution.
    case institution
    /// A taxonomy.
    case taxonomy
    /// A cluster.
    case cluster
    /// A firm.
    case firm
    /// An industry.
    case industry
  }

  /// How a figure is limited.
  public enum Comparator: String, Codable, Sendable, CaseIterable {
    /// It is the value.
    case equal = "="
    /// It is below the value.
    case less = "<"
    /// It is the value or below.
    case lessOrEqual = "<="
    /// It is above the value.
    case greater = ">"
    /// It is the value or above.
    case greaterOrEqual = ">="
    /// It lies between the two values.
    case range
  }
}
