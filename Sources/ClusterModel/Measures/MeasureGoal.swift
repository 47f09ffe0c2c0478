/// A value of an indicator that a measure is to reach.
public struct MeasureGoal: Codable, Hashable, Sendable {
  /// Measure that the goal belongs to.
  public var measureID: Identifier<Measure>
  /// Indicator in which the goal is set.
  public var indicatorID: Identifier<Indicator>
  /// Value of the indicator in the baseline year, in unit; nil where not stated.
  public var baselineValue: Double?
  /// Year of the baseline value, 1000 to 2999; nil where not stated.
  public var baselineYear: Int?
  /// Value of the indicator that is aimed at, in unit.
  public var targetValue: Double
  /// Year by which the target is to be met, 1000 to 2999; nil where not stated.
  public var dueYear: Int?
  /// Unit of baseline and target value; nil where it is the unit of the indicator.
  public var unit: String?
  /// Remark on the goal; nil where there is none.
  public var note: String?
  /// Document that the row rests on; nil where it rests on none.
  public var sourceID: Identifier<Source>?
  /// Words of the document by which the passage can be found in it; nil where the row rests on no
  /// passage.
  public var locator: String?

  /// Takes what every row must have; the rest is nil.
  public init(
    measureID: Identifier<Measure>, indicatorID: Identifier<Indicator>, targetValue: Double
  ) {
    self.measureID = measureID
    self.indicatorID = indicatorID
    self.targetValue = targetValue
  }
}
