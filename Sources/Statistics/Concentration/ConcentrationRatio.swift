/// The share that the largest units have together.
///
///     CR_k = Σ s_i over the k largest
///
/// - Unit: none.
/// - Range: above 0 to 1; at least k/n.
/// - Convention: where k exceeds the number of units, all are counted and the ratio is 1.
/// - Source: Gideon Rosenbluth, "Measures of Concentration", in: Business Concentration and Price
///   Policy, 1955.
public struct ConcentrationRatio: DistributionIndex, Hashable {
  /// The ratio, above 0 and at most 1.
  public let value: Double
  /// How many units were counted: k, or all where they are fewer.
  public let counted: Int

  /// Computes the ratio of the `largest` units, at least 1.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all sizes are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, one is negative or not finite, or
  ///   `largest` is below 1.
  public init(of sizes: [Double], largest: Int) throws(StatisticError) {
    guard largest > 0 else { throw .invalid("the largest \(largest) units: give at least 1") }
    let shares = try Shares(of: sizes).values.sorted(by: >)
    counted = min(largest, shares.count)
    value = min(1, shares.prefix(counted).total)
  }

  /// The ratio as the catalogue lists it.
  public static let definition = IndexDescription(
    "concentration-ratio", title: "Concentration ratio",
    formula: "CR_k = sum of the k largest shares", range: "k/n to 1",
    convention: "all units where there are fewer than k",
    source: "Rosenbluth, Measures of Concentration, 1955",
    measures: ["concentration_ratio", "counted"],
    parameters: [
      IndexParameter("largest", .whole(1...1_000_000), usual: "4", "how many units are counted")
    ],
    agrees: ["concentrationMetrics cr"],
    differs: ["concentrationMetrics cr fails where k exceeds the number of units"])

  /// The ratio of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try ConcentrationRatio(
      of: distribution.sizes, largest: parameters.whole("largest"))
    return [IndexAnswer([index.value, Double(index.counted)])]
  }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.equal), .rising]
  }
}
