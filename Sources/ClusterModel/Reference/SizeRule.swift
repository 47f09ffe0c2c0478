/// One bound of the division of firms into large, medium, small and micro ones: what a figure must
/// reach in a group of industries.
public struct SizeRule: Codable, Hashable, Sendable {
  /// Stable name of the rule for people and files; unique.
  public var key: String
  /// The year of the regulation.
  public var edition: String
  /// The number of the group of industries in its edition.
  public var number: Int
  /// The group of industries in English.
  public var tradeEn: String
  /// The group of industries as the regulation names it.
  public var tradeZh: String
  /// The codes of GB/T 4754-2017 that the group covers, separated by semicolons.
  public var scope: String
  /// The figure that is bounded.
  public var figure: Figure
  /// The lowest value of a large firm, in persons or CNY.
  public var largeFrom: Double
  /// The lowest value of a medium firm.
  public var mediumFrom: Double
  /// The lowest value of a small firm; a firm below it is micro.
  public var smallFrom: Double
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?

  /// Takes what every row must have; the document is nil.
  public init(
    key: String, edition: String, number: Int, tradeEn: String, tradeZh: String, scope: String,
    figure: Figure, largeFrom: Double, mediumFrom: Double, smallFrom: Double
  ) {
    self.key = key
    self.edition = edition
    self.number = number
    self.tradeEn = tradeEn
    self.tradeZh = tradeZh
    self.scope = scope
    self.figure = figure
    self.largeFrom = largeFrom
    self.mediumFrom = mediumFrom
    self.smallFrom = smallFrom
  }

  /// A figure of a firm that rules bound.
  public enum Figure: String, Codable, Sendable, CaseIterable {
    /// Persons employed.
    case employees
    /// Revenue, in CNY.
    case revenue
    /// Total assets, in CNY.
    case assets
  }
}
