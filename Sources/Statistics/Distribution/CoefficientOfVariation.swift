/// The standard deviation of values as a multiple of their mean.
///
///     CV = s / mean,   s² = Σ (x_i - mean)² / (n - 1)
///
/// - Unit: none.
/// - Range: 0 (all equal) to √n (one unit has all).
/// - Source: Karl Pearson, "Regression, Heredity and Panmixia", Philosophical Transactions of the
///   Royal Society A 187, 1896.
public struct CoefficientOfVariation: DistributionIndex, Hashable {
  /// The coefficient: finite, at least 0.
  public let value: Double
  /// The standard deviation with n - 1, in the unit of the values.
  public let standardDeviation: Double
  /// The arithmetic mean, above 0.
  public let mean: Double

  /// Computes the coefficient.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where there is one value only, or all are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of values: [Double]) throws(StatisticError) {
    let shares = try Shares(of: values)
    guard values.count > 1 else { throw .undefined("one value has no deviation") }
    mean = shares.total / Double(values.count)
    let relative = shares.values.squaredDeviations / Double(values.count - 1)
    value = relative.squareRoot() * Double(values.count)
    standardDeviation = value * mean
  }

  /// The coefficient as the catalogue lists it.
  public static let definition = IndexDescription(
    "coefficient-of-variation", title: "Coefficient of variation",
    formula: "CV = s / mean, s^2 = sum (x_i - mean)^2 / (n - 1)", range: "0 to sqrt(n)",
    convention: "the deviation of a sample, with n - 1; unweighted",
    source: "Pearson, Regression, Heredity and Panmixia, 1896",
    measures: ["coefficient_of_variation", "standard_deviation", "mean"],
    peers: [PeerConvention(.reat, "cv")], agrees: ["REAT cv"],
    differs: ["ineq var.coeff divides by n"])

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.equal), .inequality(.equal), .rising]
  }

  /// The coefficient of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try CoefficientOfVariation(of: distribution.sizes)
    return [IndexAnswer([index.value, index.standardDeviation, index.mean])]
  }
}
