/// The economic complexity of regions and the product complexity of industries.
///
///     M̃ = D⁻¹ M U⁻¹ Mᵀ,   K = its second eigenvector,   ECI = (K - mean K) / sd K
///     PCI = (Q - mean K) / sd K,   Q = U⁻¹ Mᵀ K / λ₂
///
/// D holds the diversity of the regions, U the ubiquity of the industries. The vector is found from
/// the symmetric matrix D^-½ M U⁻¹ Mᵀ D^-½, which has the same eigenvalues. The complexity of a
/// region is then the mean complexity of its industries.
///
/// - Unit: standard deviations of the regions, with n.
/// - Range: any; ECI has mean 0 and standard deviation 1.
/// - Convention: the sign is that in which ECI rises with diversity. ``warnings`` name what makes the
///   values arbitrary.
/// - Source: César A. Hidalgo and Ricardo Hausmann, "The Building Blocks of Economic Complexity",
///   Proceedings of the National Academy of Sciences 106, 2009; Ricardo Hausmann et al., "The Atlas
///   of Economic Complexity", 2014.
public struct EconomicComplexity: TableIndex, Hashable {
  /// What makes the values arbitrary.
  public enum Warning: Hashable, Sendable {
    /// The second and the third eigenvalue are equal, so any mixture of two vectors would do.
    case tie
    /// Regions and industries fall into parts without anything in common, and the vector tells the
    /// parts apart rather than complexity.
    case split(parts: Int)
    /// The vector is not correlated with diversity, so its sign is a matter of chance.
    case signUndetermined

    /// What it means for the values, in words.
    public var sentence: String {
      switch self {
      case .tie:
        "the second and the third eigenvalue are equal: the values are one of many mixtures that "
          + "would do as well"
      case .split(let parts):
        "regions and industries fall into \(parts) parts that have nothing in common: the values "
          + "tell the parts apart rather than complexity"
      case .signUndetermined:
        "the values do not go with diversity: which end is the complex one is a matter of chance"
      }
    }
  }

  /// The complexity of each region.
  public let regions: [Double]
  /// The complexity of each industry, on the scale of the regions.
  public let industries: [Double]
  /// The second eigenvalue, above 0 to 1.
  public let secondEigenvalue: Double
  /// The third eigenvalue, 0 where there is none.
  public let thirdEigenvalue: Double
  /// What makes the values arbitrary; empty where nothing does.
  public let warnings: Set<Warning>

  /// Computes both complexities.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a region or an industry is empty, there is one
  ///   of either only, or the regions do not differ.
  public init(of presence: PresenceMatrix) throws(StatisticError) {
    try presence.requireNoneEmpty()
    let (rows, columns) = (presence.industries, presence.regions)
    guard rows.count > 1, columns.count > 1 else {
      throw .undefined("complexity takes two regions and two industries at least")
    }
    let byRegion = rows.count <= columns.count
    let (own, other) = byRegion ? (rows, columns) : (columns, rows)
    let roots = own.map { Double($0.count).squareRoot() }
    let map = SymmetricOperator(dimension: own.count) { vector in
      let scaled = zip(vector, roots).map { $0 / $1 }
      return zip(means(of: means(of: scaled, over: other), over: own), roots).map { $0 * $1 }
    }
    let length = dot(roots, roots).squareRoot()
    let first = roots.map { $0 / length }
    let greatest = map.greatest(without: [first])
    try Cancellation.check()
    guard let second = greatest, second.value > 1e-12 else {
      throw .undefined("the regions do not differ in their industries")
    }
    let third = map.greatest(without: [first, second.vector])?.value ?? 0
    try Cancellation.check()
    let vector = zip(second.vector, roots).map { $0 / $1 }
    let transferred = means(of: vector, over: other)
    var complexity = byRegion ? vector : transferred
    var products = byRegion ? transferred.map { $0 / second.value } : vector
    let diversity = rows.map { Double($0.count) }
    let deviation = (complexity.squaredDeviations / Double(rows.count)).squareRoot()
    guard deviation > 1e-12 * (complexity.map { abs($0) }.max() ?? 0) else {
      throw .undefined("the regions do not differ in their complexity")
    }
    let mean = complexity.mean
    let slope = zip(complexity, diversity).total { ($0 - mean) * ($1 - diversity.mean) }
    let sign: Double = slope < 0 ? -1 : 1
    complexity = complexity.map { sign * ($0 - mean) / deviation }
    products = products.map { sign * ($0 - mean) / deviation }
    (regions, industries) = (complexity, products)
    secondEigenvalue = min(1, second.value)
    thirdEigenvalue = max(0, min(third, secondEigenvalue))
    var warnings: Set<Warning> = []
    if secondEigenvalue - thirdEigenvalue < 1e-9 { warnings.insert(.tie) }
    let parts = presence.components
    if parts > 1 { warnings.insert(.split(parts: parts)) }
    let scale = deviation * (diversity.squaredDeviations * Double(rows.count)).squareRoot()
    if abs(slope) <= 1e-9 * scale { warnings.insert(.signUndetermined) }
    self.warnings = warnings
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "economic-complexity", title: "Economic and product complexity (ECI, PCI)",
    formula: "second eigenvector K of D^-1 M U^-1 M'; ECI = (K - mean K) / sd K; "
      + "PCI = (U^-1 M' K / lambda - mean K) / sd K",
    range: "any; ECI has mean 0 and standard deviation 1", unit: "standard deviations (with n)",
    convention: "sign by diversity; warnings on ties and on graphs that split",
    source: "Hidalgo and Hausmann, The Building Blocks of Economic Complexity, 2009",
    measures: ["economic_complexity", "product_complexity"], parameters: [Presence.threshold],
    agrees: ["py-ecomplexity", "Stata ecomplexity (nearly: sd over the long table)"],
    differs: [
      "economiccomplexity takes n - 1 and its own scale for industries",
      "EconGeo kci rounds the matrix to 4 decimals and scales to sum 1",
    ])

  /// The complexity of each region and of each industry that have anything present.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters).filled
    let index = try EconomicComplexity(of: presence.matrix)
    var answer = TableAnswer([
      presence.part(ofRegions: [("economic_complexity", index.regions)]),
      presence.part(ofIndustries: [("product_complexity", index.industries)]),
    ])
    answer.warnings = index.warnings.map { $0.sentence }.sorted()
    return answer
  }
}

/// For each list of positions, the mean of the values there.
func means(of values: [Double], over lists: [[Int]]) -> [Double] {
  lists.map { list in
    var sum = 0.0
    for position in list { sum += values[position] }
    return sum / Double(list.count)
  }
}
