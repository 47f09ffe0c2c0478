/// How diversified a region is, measured against a reference economy.
///
///     HI = 1 / Σ_i LQ_i s_i = 1 / Σ_i s_i² / r_i
///
/// - Unit: none.
/// - Range: above 0 to 1 (the same structure); ``averageQuotient`` is its reciprocal, 1 and up.
/// - Source: DJ Benway, "Measuring Economic Diversity: The Hachman Index, 2018", Kem C. Gardner
///   Policy Institute, 2020.
///   Average quotient: Edgar M. Hoover and Frank Giarratani, "An Introduction to Regional
///   Economics", 1984.
public struct Hachman: DistributionIndex, Hashable {
  /// The index, above 0 and at most 1.
  public let value: Double

  /// The mean location quotient of the region, weighted by its own structure; at least 1.
  public var averageQuotient: Double { 1 / value }

  /// Compares a region with the reference, industry by industry.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where either is all 0, or the region has an industry
  ///   that the reference has not; ``StatisticError/invalid(_:)`` where they differ in length or are
  ///   empty, or a value is negative or not finite.
  public init(of region: [Double], against reference: [Double]) throws(StatisticError) {
    let shares = try Shares(of: region, "the values of the region").values
    try requireSameCount(region.count, "the industries", reference.count, "the references")
    let whole = try Shares(of: reference, "the references").values
    for industry in shares.indices where shares[industry] > 0 && whole[industry] == 0 {
      throw .undefined("the reference has none of industry \(industry + 1)")
    }
    let quotient = zip(shares, whole).total { $0 > 0 ? $0 * ($0 / $1) : 0 }
    value = min(1, 1 / (try finite(quotient, "the average quotient")))
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "hachman", title: "Hachman index", formula: "HI = 1 / sum LQ_i s_i",
    range: "above 0 to 1",
    convention: "the reference is given; its reciprocal is the average location quotient",
    source: "Benway, Measuring Economic Diversity: The Hachman Index, 2020",
    measures: ["hachman", "average_quotient"],
    peers: [
      PeerConvention(.econgeo, "hachman"),
      PeerConvention(.econgeo, "location_quotient_avg", measure: "average_quotient"),
    ],
    agrees: ["EconGeo hachman", "EconGeo location_quotient_avg (reciprocal)"])

  /// A region over its industries.
  public static var usualUnits: Distribution.Units { .industries }
  /// The whole.
  public static var requirements: Set<Distribution.Requirement> { [.reference] }

  /// The index of one region.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try Hachman(of: distribution.sizes, against: distribution.reference("total"))
    return [IndexAnswer([index.value, index.averageQuotient])]
  }
}
