/// A survey, yearbook or register that observations come from, with its currency and licence.
public struct Dataset: Codable, Hashable, Sendable {
  /// Stable name of the dataset for people and files; unique.
  public var key: String
  /// Name of the dataset in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the dataset in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// Kind of dataset.
  public var kind: Kind
  /// Office or institution that publishes the dataset; nil where unknown.
  public var publisher: String?
  /// Currency of every money column of the dataset as an ISO 4217 code such as CNY; nil where it
  /// holds no money.
  public var currency: String?
  /// Terms under which the dataset may be used; nil where none is stated.
  public var licence: String?
  /// Address where the dataset is published; nil where none is known.
  public var url: String?
  /// Remark on coverage, thresholds or quality; nil where there is none.
  public var note: String?
  /// Document that describes the dataset; nil where there is none.
  public var sourceID: Identifier<Source>?

  /// Takes what every row must have; the rest is nil.
  public init(key: String, kind: Kind) {
    self.key = key
    self.kind = kind
  }

  /// What kind of collection a dataset is.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Answers of firms.
    case survey
    /// Published aggregates.
    case yearbook
    /// A list of units that is kept up.
    case register
    /// Classifications and other reference data.
    case reference
    /// Made up, for trials.
    case synthetic
  }
}
