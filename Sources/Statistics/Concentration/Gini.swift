/// How unequal values are: half their mean absolute difference, relative to their mean.
///
///     G = Σ_i Σ_j |x_i - x_j| / (2 n² x̄),   corrected: G n / (n - 1)
///     weighted: G = Σ_i Σ_j w_i w_j |x_i - x_j| / (2 x̄_w), with weights that add up to 1
///
/// - Unit: none.
/// - Range: 0 (all equal) to (n - 1)/n; corrected 0 to 1.
/// - Convention: values of 0 count in n; the order of the values does not matter.
/// - Source: Corrado Gini, "Variabilità e mutabilità", 1912. Correction: George Deltas, "The
///   Small-Sample Bias of the Gini Coefficient", Review of Economics and Statistics 85, 2003.
public struct Gini: DistributionIndex, Hashable {
  /// The coefficient, from 0 and below 1.
  public let value: Double
  private let unweightedCount: Int?

  /// Computes the coefficient of values that count the same.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all values are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of values: [Double]) throws(StatisticError) {
    let sorted = try Shares(of: values).values.sorted()
    let count = Double(sorted.count)
    let ranked = sorted.enumerated().total { (2 * Double($0.offset + 1) - count - 1) * $0.element }
    value = max(0, ranked / count)
    unweightedCount = sorted.count
  }

  /// Computes the coefficient of values with weights, such as incomes of classes by their size.
  ///
  /// - Throws: As ``init(of:)``, also where the weights are all 0, their number differs, or one is
  ///   negative or not finite.
  public init(of values: [Double], weights: [Double]) throws(StatisticError) {
    let sizes = try Shares(of: values)
    try requireSameCount(values.count, "the values", weights.count, "the weights")
    let weights = try Shares(of: weights, "the weights").values
    var (weightBelow, sumBelow) = (CompensatedSum(), CompensatedSum())
    var differences = CompensatedSum()
    for unit in sizes.values.indices.sorted(by: { sizes.values[$0] < sizes.values[$1] }) {
      let (size, weight) = (sizes.values[unit], weights[unit])
      differences.add(weight * (size * weightBelow.value - sumBelow.value))
      weightBelow.add(weight)
      sumBelow.add(weight * size)
    }
    guard sumBelow.value > 0 else { throw .undefined("the weighted mean is 0") }
    value = max(0, differences.value / sumBelow.value)
    unweightedCount = nil
  }

  /// The coefficient freed of its bias in small samples, 0 to 1.
  ///
  /// Throws ``StatisticError/undefined(_:)`` for one value, and for weighted values.
  public var corrected: Double {
    get throws(StatisticError) {
      guard let count = unweightedCount else {
        throw .undefined("weighted values have no small-sample correction")
      }
      guard count > 1 else { throw .undefined("one value has no corrected coefficient") }
      return min(1, value * Double(count) / Double(count - 1))
    }
  }

  /// The coefficient as the catalogue lists it.
  public static let definition = IndexDescription(
    "gini", title: "Gini coefficient",
    formula: "G = sum_i sum_j |x_i - x_j| / (2 n^2 mean); corrected G n / (n - 1); weighted with w",
    range: "0 to (n - 1)/n; corrected 0 to 1",
    convention: "values of 0 count in n; the order does not matter",
    source: "Gini, Variabilità e mutabilità, 1912",
    measures: ["gini", "corrected", "weighted"],
    peers: [
      PeerConvention(.reat, "gini"), PeerConvention(.reat, "gini2", measure: "weighted"),
      PeerConvention(.pysal, "Gini"), PeerConvention(.econgeo, "gini", digits: 3),
    ],
    agrees: [
      "REAT gini, gini2", "PySAL inequality Gini", "ineq Gini", "EconGeo gini (3 decimals)",
    ],
    differs: ["REAT gini with weights depends on the order of the rows"])

  /// The population, for the weighted coefficient.
  public static var optionalRequirements: Set<Distribution.Requirement> { [.population] }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.equal), .inequality(.equal), .inequality(.population)]
  }

  /// The coefficient of one distribution; weighted is that of the sizes by head, by population.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try Gini(of: distribution.sizes)
    let corrected = ifDefined { () throws(StatisticError) in try index.corrected }
    let weighted = ifDefined { () throws(StatisticError) in
      let byHead = try distribution.byHead()
      return try Gini(of: byHead.values, weights: byHead.population).value
    }
    return [IndexAnswer([index.value, corrected, weighted])]
  }
}
