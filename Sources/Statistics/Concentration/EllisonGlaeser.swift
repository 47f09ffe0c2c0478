/// How concentrated an industry's plants are beyond what chance and the size of plants explain.
///
///     γ = (G - (1 - Σ p_r²) H) / ((1 - Σ p_r²) (1 - H)),   G = Σ_r (s_r - p_r)²
///     z = (G - (1 - Σ p_r²) H) / √Var G
///     Var G = 2 (H² (Σp² - 2Σp³ + (Σp²)²) - Σ_j z_j⁴ (Σp² - 4Σp³ + 3(Σp²)²))
///
/// s_r is the region's share of the industry, p_r its share of the reference, z_j a plant's share of
/// the industry, and H = Σ z_j² the plants' Herfindahl index.
///
/// - Unit: none; z in standard deviations.
/// - Range of γ: below 0 (dispersed), 0 (as darts thrown at random), up to 1; above 0.05 counts as
///   much, below 0.02 as little.
/// - Source: Glenn Ellison and Edward L. Glaeser, "Geographic Concentration in U.S. Manufacturing
///   Industries: A Dartboard Approach", Journal of Political Economy 105, 1997.
public struct EllisonGlaeser: PlantIndex, Hashable {
  /// G, the raw concentration against the reference, 0 to 2.
  public let rawConcentration: Double
  /// H, the plants' Herfindahl index, above 0 to 1.
  public let plantHerfindahl: Double
  /// 1 - Σ p_r², above 0.
  let spread: Double
  /// Var G; nil where the plants themselves are not known.
  private let variance: Double?

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
    let employment = try Self.byRegion(plants, regions, count: reference.count)
    let sizes = try Shares(of: plants, "the plants").values
    try self.init(
      employment: employment, reference: reference,
      plantHerfindahl: sizes.total { $0 * $0 }, fourthPowers: sizes.total { $0 * $0 * $0 * $0 })
  }

  /// Measures an industry from its employment by region and the Herfindahl index of its plants.
  ///
  /// - Parameters:
  ///   - employment: The industry in each region.
  ///   - reference: Total employment of each region, all industries.
  ///   - plantHerfindahl: The plants' Herfindahl index, above 0 and at most 1.
  /// - Throws: As ``init(plants:regions:reference:)``.
  public init(
    employment: [Double], reference: [Double], plantHerfindahl: Double
  ) throws(StatisticError) {
    try self.init(
      employment: employment, reference: reference, plantHerfindahl: plantHerfindahl,
      fourthPowers: nil)
  }

  private init(
    employment: [Double], reference: [Double], plantHerfindahl: Double, fourthPowers: Double?
  ) throws(StatisticError) {
    let shares = try Shares(of: employment, "the values of the industry").values
    try requireSameCount(employment.count, "the regions", reference.count, "the references")
    let whole = try Shares(of: reference, "the references").values
    guard plantHerfindahl > 0, plantHerfindahl <= 1 else {
      throw .invalid("the plants' Herfindahl index is \(plantHerfindahl): give one up to 1")
    }
    let squares = whole.total { $0 * $0 }
    let cubes = whole.total { $0 * $0 * $0 }
    spread = whole.total { $0 * (1 - $0) }
    guard spread > 0 else { throw .undefined("one region has all of the reference") }
    rawConcentration = zip(shares, whole).total { ($0 - $1) * ($0 - $1) }
    self.plantHerfindahl = plantHerfindahl
    variance = fourthPowers.map {
      2
        * (plantHerfindahl * plantHerfindahl * (squares - 2 * cubes + squares * squares) - $0
          * (squares - 4 * cubes + 3 * squares * squares))
    }
  }

  /// γ, at most 1.
  ///
  /// Throws ``StatisticError/undefined(_:)`` where one plant is the whole industry.
  public var gamma: Double {
    get throws(StatisticError) {
      guard plantHerfindahl < 1 else { throw .undefined("one plant is the whole industry") }
      return (rawConcentration / spread - plantHerfindahl) / (1 - plantHerfindahl)
    }
  }

  /// How many standard deviations G lies from what chance makes of it.
  ///
  /// Throws ``StatisticError/undefined(_:)`` where the plants are not known, or chance has no room.
  public var z: Double {
    get throws(StatisticError) {
      guard let variance else { throw .undefined("z takes the employment of each plant") }
      guard variance > 0 else { throw .undefined("the variance of chance is 0") }
      return (rawConcentration - spread * plantHerfindahl) / variance.squareRoot()
    }
  }

  /// The employment of an industry in each region, from its plants.
  static func byRegion(
    _ plants: [Double], _ regions: [Int], count: Int
  ) throws(StatisticError) -> [Double] {
    try requireSizes(plants, "the plants")
    try requireSameCount(plants.count, "the plants", regions.count, "their regions")
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: count)
    for (plant, region) in regions.enumerated() {
      guard sums.indices.contains(region) else {
        throw .invalid("plant \(plant + 1) is in region \(region), which has no reference")
      }
      sums[region].add(plants[plant])
    }
    return sums.map { $0.value }
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "ellison-glaeser", title: "Ellison-Glaeser index",
    formula: "gamma = (G - (1 - sum p^2) H) / ((1 - sum p^2) (1 - H)), G = sum (s_r - p_r)^2",
    range: "below 0 to 1; 0 is chance",
    convention: "H from plants; the reference is all industries; with G, H and z",
    source: "Ellison and Glaeser, Geographic Concentration in U.S. Manufacturing Industries, 1997",
    measures: ["ellison_glaeser", "raw_concentration", "plant_herfindahl", "z"],
    peers: [
      PeerConvention(.reat, "ellison.a, ellison.a2"),
      PeerConvention(.pysal, "ellison_glaeser_egg of 1.0.1"),
    ],
    agrees: ["REAT ellison.a, ellison.a2", "PySAL inequality 1.0.1 ellison_glaeser_egg"],
    differs: ["concentrationMetrics ellison_glaeser never subtracts H"])

  /// The index of one industry.
  public static func answers(
    plants: [Double], regions: [Int], reference: [Double], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let index = try EllisonGlaeser(plants: plants, regions: regions, reference: reference)
    let gamma = ifDefined { () throws(StatisticError) in try index.gamma }
    let z = ifDefined { () throws(StatisticError) in try index.z }
    return [IndexAnswer([gamma, index.rawConcentration, index.plantHerfindahl, z])]
  }
}
