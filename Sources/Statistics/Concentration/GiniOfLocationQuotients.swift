/// The Gini coefficient of an industry's location quotients over regions, or of a region's over
/// industries, each quotient counting the same.
///
///     G = 2 / (n² C̄) Σ_k k (C_(k) - C̄),   C_r = (x_ri / x_i) / (x_r / x), sorted
///
/// - Unit: none.
/// - Range: 0 to (n - 1)/n.
/// - Convention: unweighted, so a small region counts as much as a large one. The area between the
///   Lorenz curve of the shares and the diagonal is another index: ``LorenzArea``.
/// - Source: Oliver Farhauer and Alexandra Kröll, "Standorttheorien: Regional- und Stadtökonomik in
///   Theorie und Praxis", 2013.
public struct GiniOfLocationQuotients: DistributionIndex, Hashable {
  /// The coefficient, from 0 and below 1.
  public let value: Double

  /// Computes the coefficient.
  ///
  /// - Parameters:
  ///   - part: The industry in each region (concentration), or the region's employment in each
  ///     industry (specialisation).
  ///   - whole: All industries in each region, or the whole economy in each industry; above 0.
  /// - Throws: ``StatisticError/undefined(_:)`` where a whole or all parts are 0;
  ///   ``StatisticError/invalid(_:)`` where the lists differ in length or are empty, a value is
  ///   negative or not finite.
  public init(of part: [Double], against whole: [Double]) throws(StatisticError) {
    let shares = try Shares(of: part, "the parts").values
    try requireSameCount(part.count, "the parts", whole.count, "the wholes")
    let reference = try Shares(of: whole, "the wholes").values
    if let empty = reference.firstIndex(of: 0) {
      throw .undefined("the whole at position \(empty + 1) is 0")
    }
    value = try Gini(of: zip(shares, reference).map { $0 / $1 }).value
  }

  /// The coefficient as the catalogue lists it.
  public static let definition = IndexDescription(
    "gini-of-location-quotients", title: "Gini coefficient of location quotients",
    formula: "G = 2 / (n^2 mean C) sum_k k (C_(k) - mean C)", range: "0 to (n - 1)/n",
    convention: "unweighted over regions (concentration) or industries (specialisation)",
    source: "Farhauer and Kröll, Standorttheorien, 2013",
    peers: [PeerConvention(.reat, "gini.conc, gini.spec")],
    agrees: ["REAT gini.conc", "REAT gini.spec"],
    differs: ["EconGeo locational_gini is an area under a Lorenz curve"])

  /// The whole.
  public static var requirements: Set<Distribution.Requirement> { [.reference] }

  /// The coefficient of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try GiniOfLocationQuotients(
      of: distribution.sizes, against: distribution.reference("total"))
    return [IndexAnswer([index.value])]
  }
}
