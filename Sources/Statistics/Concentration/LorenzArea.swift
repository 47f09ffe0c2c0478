/// The locational Gini coefficient: twice the area between the diagonal and the Lorenz curve of an
/// industry against all employment (or against population), regions sorted by their ratio.
///
///     G = Σ_k (L_(k+1) P_k - L_k P_(k+1)),   L and P cumulated shares
///
/// - Unit: none.
/// - Range: 0 (distributed as the reference) to below 1; ``halved`` 0 to 0.5, the scale of Krugman.
/// - Source: Paul Krugman, "Geography and Trade", 1991; Edgar M. Hoover, "The Measurement of
///   Industrial Localization", Review of Economics and Statistics 18, 1936.
public struct LorenzArea: DistributionIndex, Hashable {
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
    measures: ["lorenz_area", "halved"],
    parameters: [Distribution.referenceParameter(["total", "population"], usual: "total")],
    peers: [
      PeerConvention(.econgeo, "hoover_gini", digits: 3),
      PeerConvention(.econgeo, "locational_gini", measure: "halved"),
    ],
    agrees: ["EconGeo hoover_gini (3 decimals)", "EconGeo locational_gini (halved)"],
    differs: ["REAT gini.conc is the Gini coefficient of the quotients"])

  /// The whole or the population, which is the reference.
  public static var optionalRequirements: Set<Distribution.Requirement> {
    [.reference, .population]
  }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    guard parameters.choice("reference") == "population" else { return [] }
    return [.inequality(.population), .inequality(.population)]
  }

  /// The area of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try LorenzArea(
      of: distribution.sizes, against: distribution.reference(parameters.choice("reference")))
    return [IndexAnswer([index.value, index.halved])]
  }
}
