/// The share of the total that could be given up if the rest were divided equally, for a given
/// aversion to inequality.
///
///     A = 1 - (1/n Σ (x_i / x̄)^(1-ε))^(1/(1-ε)),   for ε = 1: 1 - geometric mean / mean
///
/// - Unit: none.
/// - Range: 0 (all equal) to 1.
/// - Convention: values of 0 count where ε is below 1; from 1 on they leave it undefined.
/// - Source: Anthony B. Atkinson, "On the Measurement of Inequality", Journal of Economic Theory 2,
///   1970.
public struct Atkinson: DistributionIndex, Hashable {
  /// The index, 0 to 1.
  public let value: Double

  /// Computes the index with an aversion ε of at least 0.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all values are 0, or one is 0 and the aversion
  ///   at least 1; ``StatisticError/invalid(_:)`` where there is no value, one is negative or not
  ///   finite, or the aversion is.
  public init(of values: [Double], aversion: Double) throws(StatisticError) {
    guard aversion.isFinite, aversion >= 0 else {
      throw .invalid("the aversion is \(aversion): give a finite value from 0")
    }
    let shares = try Shares(of: values).values
    let count = Double(shares.count)
    if aversion >= 1, let empty = shares.firstIndex(of: 0) {
      throw .undefined(
        "the value at position \(empty + 1) is 0, which the index bears below an aversion of 1 only"
      )
    }
    // Relative to the share that weighs most, no power exceeds 1, however great the aversion.
    let heaviest = (aversion > 1 ? shares.min() : shares.max()) ?? 1
    let relative = shares.map { $0 / heaviest }
    let equal =
      aversion == 1
      ? exponential(relative.total { ln($0) } / count)
      : power(relative.total { power($0, 1 - aversion) } / count, 1 / (1 - aversion))
    value = min(1, max(0, 1 - equal * heaviest * count))
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "atkinson", title: "Atkinson index",
    formula: "A = 1 - (1/n sum (x_i / mean)^(1 - e))^(1/(1 - e)); e = 1: 1 - geometric mean / mean",
    range: "0 to 1",
    convention: "the aversion e is given; a value of 0 leaves it undefined from e = 1 on",
    source: "Atkinson, On the Measurement of Inequality, 1970",
    parameters: [
      IndexParameter(
        "aversion", .number(0...1000), usual: "0.5",
        "the aversion to inequality: the greater, the more the small units weigh")
    ],
    peers: [PeerConvention(.reat, "atkinson"), PeerConvention(.pysal, "atkinson")],
    agrees: ["REAT atkinson", "ineq Atkinson", "PySAL inequality atkinson (above 0)"])

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.equal)]
  }

  /// The index of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try Atkinson(of: distribution.sizes, aversion: parameters.number("aversion"))
    return [IndexAnswer([index.value])]
  }
}
