/// Something that is measured of a zone, cluster, firm or any other subject.
public struct Indicator: Codable, Hashable, Sendable {
  /// Stable name of the indicator for people and files; unique.
  public var key: String
  /// Name of the indicator in English as the source gives it; nil where it gives none.
  public var nameEn: String?
  /// Name of the indicator in Chinese as the source gives it; nil where it gives none.
  public var nameZh: String?
  /// Unit in which values of the indicator are stored, such as persons, CNY, tce, t or percent; nil
  /// where it has none.
  public var unit: String?
  /// Which values are good; nil where not decided.
  public var direction: Direction?
  /// What the indicator measures and how; nil where not given.
  public var definition: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(key: String) {
    self.key = key
  }

  /// Which values of an indicator are good.
  public enum Direction: String, Codable, Sendable, CaseIterable {
    /// High ones.
    case higherIsBetter = "higher is better"
    /// Low ones.
    case lowerIsBetter = "lower is better"
    /// None more than others.
    case neutral
  }
}
