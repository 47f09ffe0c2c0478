/// Which regions are strong in a cluster, by the rule of the US Cluster Mapping Project.
///
/// A region is strong where its quotient is in the top quarter of the regions and at least 1, and
/// both its employment and its establishments lie above the bottom quarter.
///
/// - Shape: one cluster over regions: quotient, employment and establishments of each.
/// - Convention: quantiles of type 7 over the regions in which the cluster employs anyone; other
///   regions are never flagged.
/// - Source: Mercedes Delgado, Michael E. Porter and Scott Stern, "Clusters, Convergence, and
///   Economic Performance", Research Policy 43, 2014; thresholds of the U.S. Cluster Mapping
///   Project, 2014.
public struct StrongCluster: TableIndex, Hashable {
  /// The thresholds that a region must pass.
  public struct Rule: Hashable, Sendable {
    /// The quantile of the quotients, 0 to 1.
    public var quotientQuantile: Double
    /// Whether a quotient equal to its quantile passes.
    public var includesQuantile: Bool
    /// The least quotient that passes, whatever the quantile.
    public var leastQuotient: Double
    /// The quantile above which employment and establishments must lie, 0 to 1.
    public var floorQuantile: Double

    /// Sets the thresholds.
    public init(
      quotientQuantile: Double, includesQuantile: Bool, leastQuotient: Double,
      floorQuantile: Double = 0.25
    ) {
      (self.quotientQuantile, self.includesQuantile) = (quotientQuantile, includesQuantile)
      (self.leastQuotient, self.floorQuantile) = (leastQuotient, floorQuantile)
    }

    /// Top quarter of the quotients, and at least 1.
    public static let strong = Rule(
      quotientQuantile: 0.75, includesQuantile: true, leastQuotient: 1)
    /// Above the median of the quotients.
    public static let significant = Rule(
      quotientQuantile: 0.5, includesQuantile: false, leastQuotient: 0)
    /// Above the bottom quarter of the quotients.
    public static let qualifying = Rule(
      quotientQuantile: 0.25, includesQuantile: false, leastQuotient: 0)
  }

  /// Whether each region passes, in the order given.
  public let isStrong: [Bool]
  /// The quantile of the quotients.
  public let quotientThreshold: Double
  /// The quantile that employment must exceed.
  public let employmentFloor: Double
  /// The quantile that establishments must exceed.
  public let establishmentFloor: Double

  /// Applies a rule to one cluster.
  ///
  /// - Parameters:
  ///   - quotients: The cluster's location quotient in each region, against a base of its own kind
  ///     (traded or local) to follow the project.
  ///   - employment: Persons employed in each region.
  ///   - establishments: Establishments in each region.
  ///   - rule: The thresholds.
  /// - Throws: ``StatisticError/undefined(_:)`` where the cluster employs no one anywhere;
  ///   ``StatisticError/invalid(_:)`` where the lists differ in length, hold a value that is
  ///   negative or not finite, or a quantile is not from 0 to 1.
  public init(
    quotients: [Double], employment: [Double], establishments: [Double], rule: Rule = .strong
  ) throws(StatisticError) {
    try requireSizes(quotients, "the quotients")
    try requireSameCount(
      quotients.count, "the quotients", employment.count, "the values of employment")
    try requireSameCount(
      quotients.count, "the quotients", establishments.count, "the establishments")
    try requireSizes(employment, "the values of employment")
    try requireSizes(establishments, "the establishments")
    guard rule.leastQuotient.isFinite, rule.leastQuotient >= 0 else {
      throw .invalid("the least quotient is \(rule.leastQuotient): give a finite value from 0")
    }
    let present = employment.indices.filter { employment[$0] > 0 }
    guard !present.isEmpty else { throw .undefined("the cluster employs no one anywhere") }
    let threshold = try Quantile(of: present.map { quotients[$0] }, at: rule.quotientQuantile).value
    let employed = try Quantile(of: present.map { employment[$0] }, at: rule.floorQuantile).value
    let established = try Quantile(
      of: present.map { establishments[$0] }, at: rule.floorQuantile
    ).value
    isStrong = quotients.indices.map { region in
      let quotient = quotients[region]
      let passes = rule.includesQuantile ? quotient >= threshold : quotient > threshold
      return employment[region] > 0 && passes && quotient >= rule.leastQuotient
        && employment[region] > employed && establishments[region] > established
    }
    (quotientThreshold, employmentFloor) = (threshold, employed)
    establishmentFloor = established
  }

  /// The rule as the catalogue lists it.
  public static let definition = IndexDescription(
    "strong-cluster", title: "Strong cluster (US Cluster Mapping)",
    formula: "LQ >= Q75(LQ) and LQ >= 1 and employment > Q25 and establishments > Q25",
    range: "yes or no for each region", unit: "none",
    convention: "quantiles of type 7 over regions with employment above 0; thresholds are "
      + "parameters: strong, top tenth, significant, qualifying",
    source: "Delgado, Porter and Stern, Clusters, Convergence, and Economic Performance, 2014",
    measures: [
      "strong_cluster", "location_quotient", "quotient_threshold", "employment_floor", "firm_floor",
    ],
    parameters: [
      IndexParameter(
        "quotient-quantile", .number(0...1), usual: "0.75",
        "the quantile of the quotients to reach: 0.9 for the top tenth, 0.5 for significant, 0.25 "
          + "for qualifying"),
      IndexParameter(
        "at-quantile", .choice(["passes", "fails"]), usual: "passes",
        "whether a quotient equal to its quantile passes: it fails for significant and qualifying"),
      IndexParameter(
        "least-quotient", .number(0...1e9), usual: "1",
        "the least quotient that passes: 0 for significant and qualifying"),
      IndexParameter(
        "floor-quantile", .number(0...1), usual: "0.25",
        "the quantile that employment and firms must exceed"),
    ],
    peers: [
      PeerConvention(.cmp, "strong_b", undefined: 0, base: .groups),
      PeerConvention(
        .cmp, "strong10_b", parameters: ["quotient-quantile": "0.9"], undefined: 0, base: .groups),
      PeerConvention(
        .cmp, "significant_b", parameters: above("0.5"), undefined: 0, base: .groups),
      PeerConvention(
        .cmp, "qualifying_b", parameters: above("0.25"), undefined: 0, base: .groups),
    ],
    agrees: ["US Cluster Mapping strong_b, strong10_b, significant_b, qualifying_b"])

  /// The parameters of a rule without a least quotient, whose quantile must be exceeded.
  private static func above(_ quantile: String) -> [String: String] {
    ["quotient-quantile": quantile, "at-quantile": "fails", "least-quotient": "0"]
  }

  /// How many firms each cell has.
  public static var requirements: Set<TableRequirement> { [.firms, .reference] }

  /// Whether each cell passes, 1 or 0, with what it has to pass.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    guard let firms = table.firms else {
      throw .undefined("the number of firms is not known of every cell")
    }
    let rule = Rule(
      quotientQuantile: parameters.number("quotient-quantile"),
      includesQuantile: parameters.choice("at-quantile") == "passes",
      leastQuotient: parameters.number("least-quotient"),
      floorQuantile: parameters.number("floor-quantile"))
    return try table.answerByIndustry(definition.measures) {
      cells, quotients throws(StatisticError) in
      let index = try StrongCluster(
        quotients: quotients, employment: cells.map { table.sizes[$0] },
        establishments: cells.map { firms[$0] }, rule: rule)
      let thresholds = [index.quotientThreshold, index.employmentFloor, index.establishmentFloor]
      return [index.isStrong.map { $0 ? 1 : 0 }, quotients]
        + thresholds.map { [Double](repeating: $0, count: cells.count) }
    }
  }
}
