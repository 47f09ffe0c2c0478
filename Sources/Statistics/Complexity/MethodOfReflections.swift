/// Diversity and ubiquity, each averaged over the other again and again.
///
///     k_r,n = 1/k_r Σ_i M_ri k_i,n-1,   k_i,n = 1/k_i Σ_r M_ri k_r,n-1
///
/// - Unit: industries and regions, by turns.
/// - Range: above 0; all values draw together as the steps go on, and their deviations tend to the
///   eigenvectors of ``EconomicComplexity``.
/// - Source: César A. Hidalgo and Ricardo Hausmann, "The Building Blocks of Economic Complexity",
///   Proceedings of the National Academy of Sciences 106, 2009.
public struct MethodOfReflections: TableIndex, Hashable {
  /// The value of each region after the last step.
  public let regions: [Double]
  /// The value of each industry after the last step.
  public let industries: [Double]

  /// Takes a number of steps from diversity and ubiquity, which are step 0.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a region or an industry is empty;
  ///   ``StatisticError/invalid(_:)`` where the number of steps is negative or above 1,000.
  public init(of presence: PresenceMatrix, steps: Int) throws(StatisticError) {
    try presence.requireNoneEmpty()
    guard (0...1000).contains(steps) else {
      throw .invalid("the number of steps is \(steps): give one from 0 to 1,000")
    }
    var regions = presence.industries.map { Double($0.count) }
    var industries = presence.regions.map { Double($0.count) }
    for _ in 0..<steps {
      try Cancellation.check()
      (regions, industries) = (
        means(of: industries, over: presence.industries),
        means(of: regions, over: presence.regions)
      )
    }
    (self.regions, self.industries) = (regions, industries)
  }

  /// The method as the catalogue lists it.
  public static let definition = IndexDescription(
    "method-of-reflections", title: "Method of reflections",
    formula: "k_r,n = 1/k_r sum_i M_ri k_i,n-1; k_i,n = 1/k_i sum_r M_ri k_r,n-1",
    range: "above 0", unit: "industries and regions, by turns",
    convention: "not standardised; step 0 is diversity and ubiquity",
    source: "Hidalgo and Hausmann, The Building Blocks of Economic Complexity, 2009",
    measures: ["region_reflections", "industry_reflections"],
    parameters: [
      Presence.threshold,
      IndexParameter(
        "steps", .whole(0...1000), usual: "2", "how many times averages are taken, 0 for counts"),
    ],
    peers: [
      PeerConvention(
        .econgeo, "morc, mort (of advantages, 1 or 2 steps)",
        parameters: ["threshold": "1", "steps": "2"])
    ],
    agrees: ["EconGeo morc (steps 1 and 2)", "economiccomplexity reflections (standardised)"])

  /// The value of each region and of each industry that have anything present.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters).filled
    let index = try MethodOfReflections(
      of: presence.matrix, steps: parameters.whole("steps"))
    return TableAnswer([
      presence.part(ofRegions: [("region_reflections", index.regions)]),
      presence.part(ofIndustries: [("industry_reflections", index.industries)]),
    ])
  }
}
