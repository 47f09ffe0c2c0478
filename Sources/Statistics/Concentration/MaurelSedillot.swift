/// How concentrated an industry's plants are beyond chance, by the estimator of Maurel and Sédillot.
///
///     γ = ((Σ s_r² - Σ p_r²) / (1 - Σ p_r²) - H) / (1 - H)
///
/// s_r is the region's share of the industry, p_r its share of the reference, H the Herfindahl index
/// of the industry's plants.
///
/// - Unit: none.
/// - Range: below 0 (dispersed), 0 (chance), up to 1.
/// - Source: Françoise Maurel and Béatrice Sédillot, "A Measure of the Geographic Concentration in
///   French Manufacturing Industries", Regional Science and Urban Economics 29, 1999.
public struct MaurelSedillot: PlantIndex, Hashable {
  /// (Σ s_r² - Σ p_r²) / (1 - Σ p_r²), at most 1.
  public let rawConcentration: Double
  /// H, the plants' Herfindahl index, above 0 to 1.
  public let plantHerfindahl: Double

  /// Measures an industry from its plants.
  ///
  /// - Parameters:
  ///   - plants: The employment of each plant of the industry.
  ///   - regions: The region of each plant, as its position in `reference`.
  ///   - reference: Total employment of each region, all industries.
  /// - Throws: ``StatisticError/undefined(_:)`` where all plants or all regions have 0, or one
  ///   region has all of the reference; ``StatisticError/invalid(_:)`` where lists differ in length
  ///   or are empty, a value is negative or not finite, or a region is not in the reference.
  public init(
    plants: [Double], regions: [Int], reference: [Double]
  ) throws(StatisticError) {
    try self.init(
      employment: EllisonGlaeser.byRegion(plants, regions, count: reference.count),
      reference: reference,
      plantHerfindahl: try Shares(of: plants, "the plants").values.total { $0 * $0 })
  }

  /// Measures an industry from its employment by region and the Herfindahl index of its plants.
  ///
  /// - Throws: As ``init(plants:regions:reference:)``.
  public init(
    employment: [Double], reference: [Double], plantHerfindahl: Double
  ) throws(StatisticError) {
    let spread = try EllisonGlaeser(
      employment: employment, reference: reference, plantHerfindahl: plantHerfindahl
    ).spread
    let shares = try Shares(of: employment).values
    rawConcentration = (shares.total { $0 * $0 } - (1 - spread)) / spread
    self.plantHerfindahl = plantHerfindahl
  }

  /// γ, at most 1.
  ///
  /// Throws ``StatisticError/undefined(_:)`` where one plant is the whole industry.
  public var gamma: Double {
    get throws(StatisticError) {
      guard plantHerfindahl < 1 else { throw .undefined("one plant is the whole industry") }
      return (rawConcentration - plantHerfindahl) / (1 - plantHerfindahl)
    }
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "maurel-sedillot", title: "Maurel-Sédillot index",
    formula: "gamma = ((sum s_r^2 - sum p_r^2) / (1 - sum p_r^2) - H) / (1 - H)",
    range: "below 0 to 1; 0 is chance",
    convention: "H from plants; the reference is all industries",
    source:
      "Maurel and Sédillot, A Measure of the Geographic Concentration in French Manufacturing "
      + "Industries, 1999",
    measures: ["maurel_sedillot", "raw_concentration", "plant_herfindahl"],
    peers: [PeerConvention(.pysal, "maurel_sedillot_msg of 1.0.1")],
    agrees: ["PySAL inequality 1.0.1 maurel_sedillot_msg"])

  /// The index of one industry.
  public static func answers(
    plants: [Double], regions: [Int], reference: [Double], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try MaurelSedillot(plants: plants, regions: regions, reference: reference)
    let gamma = ifDefined { () throws(StatisticError) in try index.gamma }
    return [IndexAnswer([gamma, index.rawConcentration, index.plantHerfindahl])]
  }
}
