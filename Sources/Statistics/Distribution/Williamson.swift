/// The coefficient of variation between regions that differ in population.
///
///     V_w = √(Σ (x_i - x̄)² p_i) / x̄,   x̄ = Σ x_i p_i,   p_i = population share
///
/// - Unit: none.
/// - Range: 0 (all regions equal) and up.
/// - Convention: the deviation is taken from the weighted mean, which is the mean of the whole.
/// - Source: Jeffrey G. Williamson, "Regional Inequality and the Process of National Development: A
///   Description of the Patterns", Economic Development and Cultural Change 13, 1965.
public struct Williamson: DistributionIndex, Hashable {
  /// The index: finite, at least 0.
  public let value: Double
  /// The weighted mean, above 0, in the unit of the values.
  public let mean: Double

  /// Computes the index.
  ///
  /// - Parameters:
  ///   - values: A value a head in each region, such as output.
  ///   - population: The weight of each region.
  /// - Throws: ``StatisticError/undefined(_:)`` where the weighted mean or all weights are 0;
  ///   ``StatisticError/invalid(_:)`` where the lists differ in length or are empty, or a value is
  ///   negative or not finite.
  public init(of values: [Double], population: [Double]) throws(StatisticError) {
    try requireSizes(values, "the values")
    try requireSameCount(values.count, "the values", population.count, "the weights")
    let weights = try Shares(of: population, "the weights").values
    let mean = zip(values, weights).total { $0 * $1 }
    guard mean > 0 else { throw .undefined("the weighted mean is 0") }
    let variance = zip(values, weights).total { ($0 / mean - 1) * ($0 / mean - 1) * $1 }
    value = try finite(variance.squareRoot(), "the index")
    self.mean = try finite(mean, "the weighted mean")
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "williamson", title: "Williamson index (weighted coefficient of variation)",
    formula: "V_w = sqrt(sum (x_i - m)^2 p_i) / m, m = sum x_i p_i", range: "0 and up",
    convention: "deviation from the weighted mean",
    source: "Williamson, Regional Inequality and the Process of National Development, 1965",
    measures: ["williamson", "mean"],
    differs: ["REAT williamson takes the deviation from the unweighted mean by default"])

  /// The population of each region.
  public static var requirements: Set<Distribution.Requirement> { [.population] }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.population), .rising]
  }

  /// The index of the sizes by head.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let byHead = try distribution.byHead()
    let index = try Williamson(of: byHead.values, population: byHead.population)
    return [IndexAnswer([index.value, index.mean])]
  }
}
