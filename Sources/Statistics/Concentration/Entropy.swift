/// How evenly a total is spread over units: Shannon's entropy of their shares.
///
///     E = -Σ_i s_i log(s_i)
///
/// - Unit: bits with the binary logarithm, nats with the natural.
/// - Range: 0 (one unit has all) to log n (all equal); ``normalized`` 0 to 1.
/// - Convention: binary logarithm unless the natural is asked for; 0 log 0 = 0.
/// - Source: Claude E. Shannon, "A Mathematical Theory of Communication", Bell System Technical
///   Journal 27, 1948.
public struct Entropy: DistributionIndex, Hashable {
  /// The unit, which is the base of the logarithm.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// Binary logarithm.
    case bits
    /// Natural logarithm.
    case nats

    /// What a natural logarithm is divided by.
    var divisor: Double { self == .bits ? ln(2) : 1 }
  }

  /// The entropy, at least 0.
  public let value: Double
  private let greatest: Double

  /// Computes the entropy of sizes.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all sizes are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of sizes: [Double], unit: Unit = .bits) throws(StatisticError) {
    let shares = try Shares(of: sizes).values
    value = max(0, shares.total { $0 > 0 ? -$0 * ln($0) : 0 } / unit.divisor)
    greatest = ln(Double(shares.count)) / unit.divisor
  }

  /// The entropy as a part of the greatest that the number of units allows, 0 to 1.
  ///
  /// Throws ``StatisticError/undefined(_:)`` for one unit.
  public var normalized: Double {
    get throws(StatisticError) {
      guard greatest > 0 else { throw .undefined("one unit has no normalised entropy") }
      return min(1, value / greatest)
    }
  }

  /// The entropy as the catalogue lists it.
  public static let definition = IndexDescription(
    "entropy", title: "Shannon entropy", formula: "E = -sum s_i log s_i; normalised E / log n",
    range: "0 to log n; normalised 0 to 1", unit: "bits, or nats with the natural logarithm",
    convention: "binary logarithm by default; 0 log 0 = 0; units with 0 count in n",
    source: "Shannon, A Mathematical Theory of Communication, 1948",
    measures: ["entropy", "normalized"], parameters: [unitParameter],
    peers: [
      PeerConvention(.econgeo, "entropy", parameters: ["unit": "bits"], digits: 3),
      PeerConvention(.pysal, "MultiDiversity", parameters: ["unit": "nats"]),
    ],
    agrees: [
      "ReKS shannonEntropy", "EconGeo entropy (3 decimals)",
      "PySAL segregation MultiDiversity (natural)",
    ])

  static let unitParameter = IndexParameter(
    "unit", .choice(Unit.allCases.map(\.rawValue)), usual: "bits",
    "the base of the logarithm: bits for the binary, nats for the natural")

  /// The unit that is set.
  static func unit(_ parameters: IndexParameters) -> Unit {
    parameters.choice("unit") == "nats" ? .nats : .bits
  }

  /// A region over its industries.
  public static var usualUnits: Distribution.Units { .industries }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.equality(.equal), .equality(.equal)]
  }

  /// The entropy of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try Entropy(of: distribution.sizes, unit: unit(parameters))
    let normalized = ifDefined { () throws(StatisticError) in try index.normalized }
    return [IndexAnswer([index.value, normalized])]
  }
}
