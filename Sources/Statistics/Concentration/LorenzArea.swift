/// The locational Gini coefficient: twice the area between the diagonal and the Lorenz curve of an
/// industry against all employment (or against population), regions sorted by their ratio.
///
///     G = Σ_k (L_(k+1) P_k - L_k P_(k+1)),   L and P cumulated shares
///
/// - Unit: none.
/// - Range: 0 (distributed as the reference) to below 1; ``halved`` 0 to 0.5, the scale of Krugman.
/// - Source: Paul Krugman, "Geography and Trade", 1991; Edgar M. Hoover, "The Measurement of
///   Industrial Localization", Review of Economics and Statistics 18, 1936.
public struct LorenzArea: Statistic, Hashable {
  /// Twice the area, 0 to 1.
  public let value: Double

  /// The area itself, 0 to 0.5.
  public var halved: Double { value / 2 }

  /// Computes the area.
  ///
  /// - Parameters:
  ///   - part: The industry in each region.
  ///   - reference: All industries, or the population, in each region.
  /// - Throws: ``StatisticError/undefined(_:)`` where all parts or all references are 0;
  ///   ``StatisticError/invalid(_:)`` where the lists differ in length or are empty, or a value is
  ///   negative or not finite.
  public init(of part: [Double], against reference: [Double]) throws(StatisticError) {
    let curve = try LorenzCurve(of: part, against: reference)
    value = min(
      1,
      max(
        0,
        zip(curve.points, curve.points.dropFirst()).total {
          $1.value * $0.reference - $0.value * $1.reference
        }))
  }

  /// The area as the catalogue lists it.
  public static let definition = IndexDescription(
    "lorenz-area", title: "Locational Gini coefficient (Lorenz area)",
    formula: "G = sum_k (L_(k+1) P_k - L_k P_(k+1)); halved G/2", range: "0 to 1; halved 0 to 0.5",
    convention: "regions sorted by their ratio, weighted by the reference",
    source: "Krugman, Geography and Trade, 1991; Hoover, The Measurement of Industrial "
      + "Localization, 1936",
    agrees: ["EconGeo hoover_gini (3 decimals)", "EconGeo locational_gini (halved)"],
    differs: ["REAT gini.conc is the Gini coefficient of the quotients"])
}
