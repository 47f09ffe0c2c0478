/// How much a value has grown from one date to another.
///
///     absolute: v₂ - v₁,   rate: v₂ / v₁ - 1
///
/// - Unit: that of the values for ``absolute``; none for ``rate`` (0.2 is 20 %).
/// - Range: the rate is -1 (gone) and up; undefined where the base is 0, also if nothing came.
/// - Source: François Lequiller and Derek Blades, "Understanding National Accounts", OECD, second
///   edition 2014.
public struct Growth: GrowthIndex, Hashable {
  /// The value at the earlier date.
  public let base: Double
  /// The later value less the earlier.
  public let absolute: Double

  /// Compares two values of one unit, each finite and at least 0.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where one is negative or not finite.
  public init(from base: Double, to value: Double) throws(StatisticError) {
    try requireSizes([base, value], "the two values")
    (self.base, absolute) = (base, value - base)
  }

  /// The growth as a part of the base, at least -1.
  ///
  /// Throws ``StatisticError/undefined(_:)`` where the base is 0.
  public var rate: Double {
    get throws(StatisticError) {
      guard base > 0 else { throw .undefined("the base is 0") }
      return try finite(absolute / base, "the rate")
    }
  }

  /// The growth as the catalogue lists it.
  public static let definition = IndexDescription(
    "growth", title: "Growth", formula: "absolute v2 - v1; rate v2 / v1 - 1",
    range: "rate -1 and up", unit: "that of the values; rate none",
    convention: "undefined where the base is 0; a rate of 0.2 is 20 percent",
    source: "Lequiller and Blades, Understanding National Accounts, 2014",
    measures: ["rate", "absolute"], peers: [PeerConvention(.reat, "shift.growth")],
    agrees: ["REAT shift.growth"],
    differs: ["EconGeo growth_ind answers percent, 0 for 0/0 and infinity for x/0"])

  /// The growth of one value.
  public static func answer(
    from base: Double, to value: Double, years: Int
  ) throws(StatisticError) -> IndexAnswer {
    let growth = try Growth(from: base, to: value)
    return IndexAnswer([
      ifDefined { () throws(StatisticError) in try growth.rate }, growth.absolute,
    ])
  }
}
