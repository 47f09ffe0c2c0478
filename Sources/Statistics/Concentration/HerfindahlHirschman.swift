/// How unequally a total is divided among units: the sum of their squared shares.
///
///     H = Σ s_i²,   H* = (H - 1/n) / (1 - 1/n),   equivalent number = 1/H
///
/// - Unit: none; ``points`` is H × 10,000, as competition authorities state it.
/// - Range: 1/n (all equal) to 1 (one unit has all); H* from 0 to 1; 1/H from 1 to n.
/// - Convention: units with 0 count in n.
/// - Source: Orris C. Herfindahl, "Concentration in the Steel Industry", 1950; Albert O. Hirschman,
///   "The Paternity of an Index", American Economic Review 54, 1964. Equivalent number: Morris A.
///   Adelman, "Comment on the 'H' Concentration Measure as a Numbers-Equivalent", 1969.
public struct HerfindahlHirschman: DistributionIndex, Hashable {
  /// H, from 1/n to 1.
  public let value: Double
  /// How many units there are, those with 0 included.
  public let count: Int

  /// Computes the index over sizes.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all sizes are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of sizes: [Double]) throws(StatisticError) {
    let shares = try Shares(of: sizes).values
    value = shares.total { $0 * $0 }
    count = shares.count
  }

  /// H freed of the number of units, 0 to 1.
  ///
  /// Throws ``StatisticError/undefined(_:)`` for one unit.
  public var normalized: Double {
    get throws(StatisticError) {
      guard count > 1 else { throw .undefined("one unit has no normalised index") }
      let least = 1 / Double(count)
      return max(0, (value - least) / (1 - least))
    }
  }

  /// How many units of equal size would have the same index: 1/H, from 1 to n.
  public var equivalentNumber: Double { 1 / value }

  /// H on the scale from 0 to 10,000.
  public var points: Double { value * 10_000 }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "herfindahl-hirschman", title: "Herfindahl-Hirschman index",
    formula: "H = sum s_i^2; H* = (H - 1/n) / (1 - 1/n); 1/H; 10000 H",
    range: "1/n to 1; H* 0 to 1; 1/H 1 to n",
    convention: "units with 0 count in n",
    source: "Herfindahl, Concentration in the Steel Industry, 1950; Hirschman, The Paternity of an "
      + "Index, 1964",
    measures: ["herfindahl_hirschman", "normalized", "equivalent_number", "points"],
    peers: [
      PeerConvention(.reat, "herf"), PeerConvention(.econgeo, "herfindahl"),
    ],
    agrees: ["REAT herf", "EconGeo herfindahl", "ineq conc", "concentrationMetrics hhi (raw)"],
    differs: ["concentrationMetrics hhi is normalised by default"])

  /// The index of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try HerfindahlHirschman(of: distribution.sizes)
    let normalized = ifDefined { () throws(StatisticError) in try index.normalized }
    return [IndexAnswer([index.value, normalized, index.equivalentNumber, index.points])]
  }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.equal), .inequality(.equal), .equality(.equal), .inequality(.equal)]
  }
}
