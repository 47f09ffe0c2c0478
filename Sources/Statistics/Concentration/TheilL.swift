/// Theil's second measure of inequality, the mean log deviation, which weighs all units the same.
///
///     L = 1/n Σ_i ln(x̄ / x_i)
///     between groups: Σ_g w_g ln(w_g / s_g),   within: Σ_g w_g L_g,   w_g = n_g / n
///
/// - Unit: natural units of information (nats).
/// - Range: 0 (all equal) and up; undefined where a value is 0.
/// - Convention: natural logarithm. It is the generalised entropy of order 0.
/// - Source: Henri Theil, "Economics and Information Theory", 1967; Anthony F. Shorrocks, "The Class
///   of Additively Decomposable Inequality Measures", Econometrica 48, 1980.
public struct TheilL: DistributionIndex, Hashable {
  /// The index, at least 0.
  public let value: Double

  /// Computes the index.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a value is 0;
  ///   ``StatisticError/invalid(_:)`` where there is none, or one is negative or not finite.
  public init(of values: [Double]) throws(StatisticError) {
    let shares = try Shares(of: values).values
    if let empty = shares.firstIndex(of: 0) {
      throw .undefined("the value at position \(empty + 1) is 0, which has no logarithm")
    }
    let count = Double(values.count)
    value = max(0, shares.total { -ln($0 * count) } / count)
  }

  /// Divides the index into what lies between groups and within them.
  ///
  /// - Throws: As ``init(of:)``, also where there is not one label for each value.
  public static func decomposed(
    _ values: [Double], groups: [String]
  ) throws(StatisticError) -> Decomposition {
    let total = try TheilL(of: values).value
    try requireSameCount(values.count, "the values", groups.count, "their groups")
    let shares = try Shares(of: values).values
    var parts: [Decomposition.Group] = []
    var between = CompensatedSum()
    for (label, units) in members(of: groups) {
      let share = units.total { shares[$0] }
      let weight = Double(units.count) / Double(values.count)
      let index = try TheilL(of: units.map { values[$0] }).value
      between.add(weight * ln(weight / share))
      parts.append(
        Decomposition.Group(
          label: label, count: units.count, share: share, index: index,
          contribution: weight * index))
    }
    return Decomposition(
      total: total, between: max(0, between.value), within: parts.total { $0.contribution },
      groups: parts)
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "theil-l", title: "Theil L index (mean log deviation)",
    formula: "L = 1/n sum ln(mean / x_i); between sum w_g ln(w_g / s_g), within sum w_g L_g",
    range: "0 and up", unit: "nats",
    convention: "natural logarithm; undefined where a value is 0",
    source: "Theil, Economics and Information Theory, 1967",
    measures: ["theil_l", "between", "within"], peers: [PeerConvention(.reat, "theil")],
    agrees: ["REAT theil", "ineq Theil with parameter 1"],
    differs: ["PySAL inequality Theil is Theil T"])

  /// The groups, for what lies between and within them.
  public static var optionalRequirements: Set<Distribution.Requirement> { [.groups] }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.inequality(.equal), .inequality(nil), .other(steps: [])]
  }

  /// The index of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try TheilL(of: distribution.sizes)
    let parts = ifDefined { () throws(StatisticError) in
      try decomposed(distribution.sizes, groups: distribution.groups)
    }
    return [IndexAnswer([index.value, parts?.between, parts?.within])]
  }
}
