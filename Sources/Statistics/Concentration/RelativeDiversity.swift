/// How close a region's structure is to that of the whole: the reciprocal of the Krugman index.
///
///     RDI = 1 / Σ_i |s_i - r_i|
///
/// - Unit: none.
/// - Range: 0.5 (nothing in common) and up; undefined where the structures are the same.
/// - Source: Gilles Duranton and Diego Puga, "Diversity and Specialisation in Cities: Why, Where and
///   When Does It Matter?", Urban Studies 37, 2000.
public struct RelativeDiversity: DistributionIndex, Hashable {
  /// The index: finite, at least 0.5.
  public let value: Double

  /// Compares a region with the whole, industry by industry.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where the structures are the same, or either is all
  ///   0; ``StatisticError/invalid(_:)`` where they differ in length or are empty, or a value is
  ///   negative or not finite.
  public init(of region: [Double], against whole: [Double]) throws(StatisticError) {
    let distance = try Krugman(of: region, against: whole).value
    guard distance > 0 else { throw .undefined("the structures are the same") }
    value = try finite(1 / distance, "the index")
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "relative-diversity", title: "Relative diversity index",
    formula: "RDI = 1 / sum |s_i - r_i|", range: "0.5 and up",
    convention: "the reference is given; undefined where the structures are the same",
    source: "Duranton and Puga, Diversity and Specialisation in Cities, 2000",
    peers: [PeerConvention(.reat, "durpug")], agrees: ["REAT durpug"])

  /// A region over its industries.
  public static var usualUnits: Distribution.Units { .industries }
  /// The whole.
  public static var requirements: Set<Distribution.Requirement> { [.reference] }

  /// The index of one region.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try RelativeDiversity(
      of: distribution.sizes, against: distribution.reference("total"))
    return [IndexAnswer([index.value])]
  }
}
