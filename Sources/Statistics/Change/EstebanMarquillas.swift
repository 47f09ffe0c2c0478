/// Shift-share analysis that separates a region's strength from its specialisation.
///
///     regional: h_i (g_i - G_i),   allocation: (e_i - h_i)(g_i - G_i),   h_i = e E_i / E
///
/// h_i is homothetic employment, what the industry would have if the region had the structure of the
/// reference; g_i and G_i are the industry's rates of growth in the region and in the reference.
///
/// - Unit: that of the values.
/// - Range: any; national share, mix, regional share and allocation add up to the growth.
/// - Source: J. M. Esteban-Marquillas, "A Reinterpretation of Shift-Share Analysis", Regional and
///   Urban Economics 2, 1972.
public struct EstebanMarquillas: RegionalChangeIndex, Hashable {
  /// The components of growth.
  public struct Components: Hashable, Sendable {
    /// The later value less the earlier.
    public let growth: Double
    /// What growth at the rate of the whole economy would have brought.
    public let national: Double
    /// What the industries' different rates in the whole economy brought.
    public let mix: Double
    /// What the region brought beyond its industries' rates, at homothetic employment.
    public let regional: Double
    /// What it brought by being specialised where it grows faster.
    public let allocation: Double
  }

  /// The components of each industry, in the order given.
  public let industries: [Components]
  /// The components of the region: their sum.
  public let region: Components

  /// Divides the growth of a region.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where an industry is 0 at the earlier date in the
  ///   region, since its rate of growth has no value.
  public init(_ data: RegionalChange) throws(StatisticError) {
    if let empty = data.region.firstIndex(where: { $0.before == 0 }) {
      throw .undefined("industry \(empty + 1) is 0 at the earlier date in the region")
    }
    let total = data.region.total { $0.before }
    let overall = data.reference.total { $0.before }
    let parts = zip(ShiftShare(data).industries, data.region.indices).map { dunn, industry in
      let before = data.region[industry].before
      let homothetic = total * (data.reference[industry].before / overall)
      let regional = dunn.regional * (homothetic / before)
      return Components(
        growth: dunn.growth, national: dunn.national, mix: dunn.mix, regional: regional,
        allocation: dunn.regional - regional)
    }
    industries = parts
    region = Components(
      growth: parts.total { $0.growth }, national: parts.total { $0.national },
      mix: parts.total { $0.mix }, regional: parts.total { $0.regional },
      allocation: parts.total { $0.allocation })
  }

  /// The analysis as the catalogue lists it.
  public static let definition = IndexDescription(
    "esteban-marquillas", title: "Shift-share analysis of Esteban-Marquillas",
    formula: "regional h_i (g_i - G_i); allocation (e_i - h_i)(g_i - G_i); h_i = e E_i / E",
    range: "any; the components add up to the growth", unit: "that of the values",
    convention: "undefined where an industry starts from 0 in the region",
    source: "Esteban-Marquillas, A Reinterpretation of Shift-Share Analysis, 1972",
    measures: ["growth", "national", "mix", "regional", "allocation"],
    parameters: [RegionalDates.detail], peers: [PeerConvention(.reat, "shift with Esteban")],
    agrees: ["REAT shift with Esteban"])

  /// The components from the first date to the last.
  public static func answers(
    region: [[Double]], reference: [[Double]], industries: [String], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let dates = try RegionalDates(region: region, reference: reference, industries: industries)
    try dates.requireNoneEmptyInRegion()
    let index = try EstebanMarquillas(dates.change)
    return dates.answers(index.region, index.industries, parameters) {
      [$0.growth, $0.national, $0.mix, $0.regional, $0.allocation]
    }
  }
}
