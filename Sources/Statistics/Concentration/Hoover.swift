/// The share that would have to be moved to reach the reference distribution.
///
///     H = ½ Σ_r |d_r - p_r|
///
/// - Unit: none.
/// - Range: 0 (distributed as the reference) to 1.
/// - Convention: the reference is given, such as population or all employment; equal shares
///   otherwise, which makes it the Schutz (Pietra, Robin Hood) index.
/// - Source: Edgar M. Hoover, "The Measurement of Industrial Localization", Review of Economics and
///   Statistics 18, 1936.
public struct Hoover: DistributionIndex, Hashable {
  /// The index, 0 to 1.
  public let value: Double

  /// Compares sizes with equal shares.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all sizes are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of sizes: [Double]) throws(StatisticError) {
    try self.init(of: sizes, against: sizes.map { _ in 1 })
  }

  /// Compares sizes with a reference.
  ///
  /// - Throws: As ``init(of:)``, also where the reference differs in length, is all 0, or holds a
  ///   value that is negative or not finite.
  public init(of sizes: [Double], against reference: [Double]) throws(StatisticError) {
    value = try Krugman(of: sizes, against: reference).halved
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "hoover", title: "Hoover index (coefficient of localisation)",
    formula: "H = 1/2 sum |d_r - p_r|", range: "0 to 1",
    convention: "the reference is named: the whole, the population, or equal shares",
    source: "Hoover, The Measurement of Industrial Localization, 1936",
    parameters: [
      Distribution.referenceParameter(["total", "equal", "population"], usual: "total")
    ],
    peers: [
      PeerConvention(.reat, "hoover", parameters: ["reference": "equal"]),
      PeerConvention(.econgeo, "hoover_index", factor: 100, digits: 2),
    ],
    agrees: ["REAT hoover", "ineq RS (equal shares)", "EconGeo hoover_index (times 100)"],
    differs: ["PySAL segregation Dissim compares with the rest, not with the total"])

  /// The whole or the population, where that is the reference.
  public static var optionalRequirements: Set<Distribution.Requirement> {
    [.reference, .population]
  }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    switch parameters.choice("reference") {
    case "equal": [.inequality(.equal)]
    case "population": [.inequality(.population)]
    default: []
    }
  }

  /// The index of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try Hoover(
      of: distribution.sizes, against: distribution.reference(parameters.choice("reference")))
    return [IndexAnswer([index.value])]
  }
}
