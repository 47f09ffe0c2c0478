/// Theil's first measure of inequality, which weighs units by their share of the total.
///
///     T = Σ_i s_i ln(s_i / w_i),   w_i = 1/n, or the unit's share of the weights
///     between groups: Σ_g s_g ln(s_g / w_g),   within: Σ_g s_g T_g
///
/// - Unit: natural units of information (nats).
/// - Range: 0 (all equal) to ln n (one unit has all), without weights.
/// - Convention: natural logarithm; 0 ln 0 = 0, and units with 0 count in n. It is the generalised
///   entropy of order 1; the mean log deviation is another index: ``TheilL``.
/// - Source: Henri Theil, "Economics and Information Theory", 1967.
public struct TheilT: DistributionIndex, Hashable {
  /// The index, at least 0.
  public let value: Double

  /// Computes the index of values that count the same.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where all values are 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of values: [Double]) throws(StatisticError) {
    let shares = try Shares(of: values).values
    value = Self.divergence(shares, shares.map { _ in 1 / Double(shares.count) })
  }

  /// Computes the index of the totals of units of different size, such as output by population.
  ///
  /// - Parameters:
  ///   - totals: What each unit has in all, not a head.
  ///   - weights: The size of each unit; above 0 wherever the total is.
  /// - Throws: As ``init(of:)``, also where the weights differ in number, are all 0, one is negative
  ///   or not finite, or a unit has a total and no weight.
  public init(ofTotals totals: [Double], weights: [Double]) throws(StatisticError) {
    let shares = try Shares(of: totals).values
    try requireSameCount(totals.count, "the values", weights.count, "the weights")
    let weights = try Shares(of: weights, "the weights").values
    for unit in shares.indices where shares[unit] > 0 && weights[unit] == 0 {
      throw .undefined("the unit at position \(unit + 1) has a value and no weight")
    }
    value = Self.divergence(shares, weights)
  }

  /// Divides the index of values into what lies between groups and within them.
  ///
  /// - Throws: As ``init(of:)``, also where there is not one label for each value.
  public static func decomposed(
    _ values: [Double], groups: [String]
  ) throws(StatisticError) -> Decomposition {
    let total = try TheilT(of: values).value
    try requireSameCount(values.count, "the values", groups.count, "their groups")
    let shares = try Shares(of: values).values
    var parts: [Decomposition.Group] = []
    for (label, units) in members(of: groups) {
      let share = units.total { shares[$0] }
      let index = share > 0 ? try TheilT(of: units.map { values[$0] }).value : nil
      parts.append(
        Decomposition.Group(
          label: label, count: units.count, share: share, index: index,
          contribution: share * (index ?? 0)))
    }
    let between = divergence(
      parts.map { $0.share }, parts.map { Double($0.count) / Double(values.count) })
    return Decomposition(
      total: total, between: between, within: parts.total { $0.contribution }, groups: parts)
  }

  private static func divergence(_ shares: [Double], _ reference: [Double]) -> Double {
    max(0, zip(shares, reference).total { $0 > 0 ? $0 * ln($0 / $1) : 0 })
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "theil-t", title: "Theil T index",
    formula: "T = sum s_i ln(n s_i); between sum s_g ln(s_g / w_g), within sum s_g T_g",
    range: "0 to ln n", unit: "nats",
    convention: "natural logarithm; 0 ln 0 = 0; units with 0 count in n",
    source: "Theil, Economics and Information Theory, 1967",
    measures: ["theil_t", "between", "within", "weighted"],
    peers: [PeerConvention(.pysal, "Theil, TheilD")],
    agrees: ["PySAL inequality Theil, TheilD"],
    differs: ["REAT theil is the mean log deviation (Theil L)", "ineq Theil drops units with 0"])

  /// The groups, for what lies between and within them; the population, for the weighted index.
  public static var optionalRequirements: Set<Distribution.Requirement> { [.groups, .population] }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.equal), .inequality(nil), .inequality(nil), .inequality(.population)]
  }

  /// The index of one distribution; weighted is that of the sizes as totals of the population.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let sizes = distribution.sizes
    let index = try TheilT(of: sizes)
    let parts = ifDefined { () throws(StatisticError) in
      try decomposed(sizes, groups: distribution.groups)
    }
    let weighted = ifDefined { () throws(StatisticError) in
      try TheilT(ofTotals: sizes, weights: distribution.population).value
    }
    return [IndexAnswer([index.value, parts?.between, parts?.within, weighted])]
  }
}
