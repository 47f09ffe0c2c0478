/// The constant rate a period that leads from one value to another.
///
///     CAGR = (v₂ / v₁)^(1/t) - 1
///
/// - Unit: none, a period (0.02 is 2 %).
/// - Range: -1 (gone) and up; undefined where the base is 0.
/// - Source: François Lequiller and Derek Blades, "Understanding National Accounts", OECD, second
///   edition 2014, as the average annual growth rate.
public struct CompoundGrowth: GrowthIndex, Hashable {
  /// The rate a period: finite, at least -1.
  public let rate: Double

  /// Finds the rate over a number of periods, above 0.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where the base is 0;
  ///   ``StatisticError/invalid(_:)`` where a value is negative or not finite, or the number of
  ///   periods is not above 0.
  public init(from base: Double, to value: Double, periods: Double) throws(StatisticError) {
    try requireSizes([base, value], "the two values")
    guard periods > 0, periods.isFinite else {
      throw .invalid("the number of periods is \(periods): give one above 0")
    }
    guard base > 0 else { throw .undefined("the base is 0") }
    rate = try finite(power(value / base, 1 / periods) - 1, "the rate")
  }

  /// The rate as the catalogue lists it.
  public static let definition = IndexDescription(
    "compound-growth", title: "Compound annual growth rate",
    formula: "CAGR = (v2 / v1)^(1/t) - 1", range: "-1 and up", unit: "a period",
    convention: "undefined where the base is 0",
    source: "Lequiller and Blades, Understanding National Accounts, 2014",
    peers: [PeerConvention(.cmp, "CAGR")], agrees: ["US Cluster Mapping CAGR"],
    differs: ["REAT growth with time.periods answers -20 percent for a growth of 20 percent"])

  /// The rate a year.
  public static func answer(
    from base: Double, to value: Double, years: Int
  ) throws(StatisticError) -> IndexAnswer {
    IndexAnswer([try CompoundGrowth(from: base, to: value, periods: Double(years)).rate])
  }
}
