/// That a check uses a printed figure.
public struct DerivedCheckInput: Codable, Hashable, Sendable {
  /// Check that uses the figure.
  public var derivedCheckID: Identifier<DerivedCheck>
  /// Printed figure that the check uses.
  public var statisticID: Identifier<Statistic>

  /// Takes the parts.
  public init(derivedCheckID: Identifier<DerivedCheck>, statisticID: Identifier<Statistic>) {
    self.derivedCheckID = derivedCheckID
    self.statisticID = statisticID
  }
}
