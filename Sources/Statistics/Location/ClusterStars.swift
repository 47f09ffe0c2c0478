/// The stars of the European Cluster Observatory: size, specialisation and focus, one each.
///
/// - Size: the cluster's employment in the region is in the top tenth of the regions.
/// - Specialisation: its location quotient is at least 2.
/// - Focus: its share of the region's own employment is in the top tenth of the regions.
/// - Shape: one cluster over regions.
/// - Convention: quantiles of type 7 over the regions in which the cluster employs anyone; a value
///   equal to its threshold earns the star; other regions earn none.
/// - Source: Örjan Sölvell, Christian Ketels and Göran Lindqvist, "Industrial Specialization and
///   Regional Clusters in the Ten New EU Member States", Competitiveness Review 18, 2008.
public struct ClusterStars: TableIndex, Hashable {
  /// The thresholds of the three stars.
  public struct Rule: Hashable, Sendable {
    /// The quantile of employment, 0 to 1.
    public var sizeQuantile: Double
    /// The least location quotient.
    public var leastQuotient: Double
    /// The quantile of the share in the region's employment, 0 to 1.
    public var focusQuantile: Double

    /// Sets the thresholds.
    public init(
      sizeQuantile: Double = 0.9, leastQuotient: Double = 2, focusQuantile: Double = 0.9
    ) {
      (self.sizeQuantile, self.leastQuotient) = (sizeQuantile, leastQuotient)
      self.focusQuantile = focusQuantile
    }
  }

  /// The stars of one region.
  public struct Region: Hashable, Sendable {
    /// Whether it has the star for size.
    public let size: Bool
    /// Whether it has the star for specialisation.
    public let specialization: Bool
    /// Whether it has the star for focus.
    public let focus: Bool
    /// How many stars it has, 0 to 3.
    public var count: Int { [size, specialization, focus].count { $0 } }
  }

  /// The stars of each region, in the order given.
  public let regions: [Region]
  /// The employment that earns the star for size.
  public let sizeThreshold: Double
  /// The share of the region's employment that earns the star for focus.
  public let focusThreshold: Double

  /// Gives stars to one cluster in each region.
  ///
  /// - Parameters:
  ///   - employment: Persons that the cluster employs in each region.
  ///   - regionTotals: Persons employed in each region, above 0 where the cluster employs anyone.
  ///   - quotients: The cluster's location quotient in each region.
  ///   - rule: The thresholds.
  /// - Throws: ``StatisticError/undefined(_:)`` where the cluster employs no one anywhere;
  ///   ``StatisticError/invalid(_:)`` where lists differ in length, a value is negative or not
  ///   finite, or the cluster exceeds its region.
  public init(
    employment: [Double], regionTotals: [Double], quotients: [Double], rule: Rule = Rule()
  ) throws(StatisticError) {
    try requireSizes(employment, "the values of employment")
    try requireSameCount(
      employment.count, "the values of employment", regionTotals.count, "the totals")
    try requireSameCount(
      employment.count, "the values of employment", quotients.count, "the quotients")
    try requireSizes(regionTotals, "the totals")
    try requireSizes(quotients, "the quotients")
    guard rule.leastQuotient.isFinite, rule.leastQuotient >= 0 else {
      throw .invalid("the least quotient is \(rule.leastQuotient): give a finite value from 0")
    }
    for region in employment.indices where employment[region] > regionTotals[region] {
      throw .invalid("region \(region + 1): the cluster employs more than the whole region")
    }
    let present = employment.indices.filter { employment[$0] > 0 }
    guard !present.isEmpty else { throw .undefined("the cluster employs no one anywhere") }
    let shares = employment.indices.map {
      employment[$0] > 0 ? employment[$0] / regionTotals[$0] : 0
    }
    let size = try Quantile(of: present.map { employment[$0] }, at: rule.sizeQuantile).value
    let focus = try Quantile(of: present.map { shares[$0] }, at: rule.focusQuantile).value
    (sizeThreshold, focusThreshold) = (size, focus)
    regions = employment.indices.map { region in
      guard employment[region] > 0 else {
        return Region(size: false, specialization: false, focus: false)
      }
      return Region(
        size: employment[region] >= size, specialization: quotients[region] >= rule.leastQuotient,
        focus: shares[region] >= focus)
    }
  }

  /// The stars as the catalogue lists them.
  public static let definition = IndexDescription(
    "cluster-stars", title: "Cluster stars (European Cluster Observatory)",
    formula: "size: x_ri >= Q90; specialisation: LQ >= 2; focus: x_ri / x_r >= Q90",
    range: "0 to 3 for each region", unit: "stars",
    convention: "quantiles of type 7 over regions with employment above 0; thresholds are "
      + "parameters",
    source: "Sölvell, Ketels and Lindqvist, Industrial Specialization and Regional Clusters in the "
      + "Ten New EU Member States, 2008",
    measures: [
      "cluster_stars", "size", "specialization", "focus", "location_quotient", "region_share",
      "size_threshold", "focus_threshold",
    ],
    parameters: [
      IndexParameter(
        "size-quantile", .number(0...1), usual: "0.9",
        "the quantile of employment to reach for the star of size"),
      IndexParameter(
        "least-quotient", .number(0...1e9), usual: "2",
        "the least quotient that earns the star of specialisation"),
      IndexParameter(
        "focus-quantile", .number(0...1), usual: "0.9",
        "the quantile of the share in the region's employment to reach for the star of focus"),
    ])

  /// What the quotients are measured against.
  public static var requirements: Set<TableRequirement> { [.reference] }

  /// The stars of each cell, 0 to 3, each star as 1 or 0, and what it has to pass.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let rule = Rule(
      sizeQuantile: parameters.number("size-quantile"),
      leastQuotient: parameters.number("least-quotient"),
      focusQuantile: parameters.number("focus-quantile"))
    let totals = table.regionTotals
    return try table.answerByIndustry(definition.measures) {
      cells, quotients throws(StatisticError) in
      let sizes = cells.map { table.sizes[$0] }
      let regionTotals = cells.map { totals[Int(table.regions[$0])] }
      guard !regionTotals.contains(where: { $0.isNaN }) else {
        throw .undefined("a region of the industry has a cell that is suppressed or missing")
      }
      let index = try ClusterStars(
        employment: sizes, regionTotals: regionTotals, quotients: quotients, rule: rule)
      let shares = zip(sizes, regionTotals).map { $1 > 0 ? $0 / $1 : 0 }
      return [
        index.regions.map { Double($0.count) }, index.regions.map { $0.size ? 1 : 0 },
        index.regions.map { $0.specialization ? 1 : 0 }, index.regions.map { $0.focus ? 1 : 0 },
        quotients, shares, cells.map { _ in index.sizeThreshold },
        cells.map { _ in index.focusThreshold },
      ]
    }
  }
}
