/// That a comparison of statements concerns a printed figure.
public struct StatisticContradiction: Codable, Hashable, Sendable {
  /// Printed figure that the comparison concerns.
  public var statisticID: Identifier<Statistic>
  /// Comparison of statements that concerns the figure.
  public var contradictionID: Identifier<Contradiction>

  /// Takes the parts.
  public init(statisticID: Identifier<Statistic>, contradictionID: Identifier<Contradiction>) {
    self.statisticID = statisticID
    self.contradictionID = contradictionID
  }
}
