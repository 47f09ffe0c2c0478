/// The entropy of a region's industries, divided into unrelated variety (between groups of related
/// industries) and related variety (within them).
///
///     UV = -Σ_g P_g log P_g,   RV = Σ_g P_g E_g,   E_g = -Σ_(i in g) (p_i / P_g) log(p_i / P_g)
///
/// - Shape: the industries of one region, each with the label of its group, such as the two digits
///   that its code begins with.
/// - Unit: bits with the binary logarithm, nats with the natural.
/// - Range: 0 and up; the two add up to the entropy of all industries.
/// - Source: Koen Frenken, Frank Van Oort and Thijs Verburg, "Related Variety, Unrelated Variety and
///   Regional Economic Growth", Regional Studies 41, 2007.
public struct Variety: DistributionIndex, Hashable {
  /// The entropy of the groups.
  public let unrelated: Double
  /// The mean entropy within the groups, weighted by their share.
  public let related: Double
  /// The entropy of all industries: the sum of the two.
  public let total: Double

  /// Divides the entropy.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all sizes are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, one is negative or not finite, or there
  ///   is not one group for each.
  public init(
    of sizes: [Double], groups: [String], unit: Entropy.Unit = .bits
  ) throws(StatisticError) {
    total = try Entropy(of: sizes, unit: unit).value
    try requireSameCount(sizes.count, "the industries", groups.count, "their groups")
    let shares = try Shares(of: sizes).values
    let parts = members(of: groups).map { $0.units.map { shares[$0] } }
    unrelated = try Entropy(of: parts.map { $0.total }, unit: unit).value
    var within = CompensatedSum()
    for part in parts where part.contains(where: { $0 > 0 }) {
      within.add(part.total * (try Entropy(of: part, unit: unit).value))
    }
    related = within.value
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "variety", title: "Related and unrelated variety",
    formula: "UV = -sum P_g log P_g; RV = sum P_g E_g; UV + RV = E",
    range: "0 and up", unit: "bits, or nats with the natural logarithm",
    convention: "binary logarithm by default; the groups are given",
    source:
      "Frenken, Van Oort and Verburg, Related Variety, Unrelated Variety and Regional Economic "
      + "Growth, 2007",
    measures: ["related_variety", "unrelated_variety", "entropy"],
    parameters: [Entropy.unitParameter],
    agrees: ["ReKS shannonEntropy with Theil_decomp", "EconGeoPy variety (natural)"])

  /// A region over its industries.
  public static var usualUnits: Distribution.Units { .industries }
  /// The group of each industry.
  public static var requirements: Set<Distribution.Requirement> { [.groups] }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.equality(nil), .equality(nil), .equality(.equal)]
  }

  /// The variety of one region.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try Variety(
      of: distribution.sizes, groups: distribution.groups, unit: Entropy.unit(parameters))
    return [IndexAnswer([index.related, index.unrelated, index.total])]
  }
}
