/// Why a region grew: with the whole, by its mix of industries, or by its own strength.
///
///     national: e (E₂/E₁ - 1),   mix: e_i (E_i2/E_i1 - E₂/E₁),   regional: e_i2 - e_i1 E_i2/E_i1
///
/// e is the region, E the reference economy, i the industry, 1 and 2 the dates.
///
/// - Unit: that of the values.
/// - Range: any; the three add up to the growth of the region, industry by industry and in all.
/// - Convention: an industry may start from 0 in the region; the national share of an industry is
///   taken at the rate of the whole economy.
/// - Source: Edgar S. Dunn, "A Statistical and Analytical Technique for Regional Analysis", Papers
///   of the Regional Science Association 6, 1960.
public struct ShiftShare: RegionalChangeIndex, Hashable {
  /// The components of growth.
  public struct Components: Hashable, Sendable {
    /// The later value less the earlier.
    public let growth: Double
    /// What growth at the rate of the whole economy would have brought.
    public let national: Double
    /// What the industries' different rates in the whole economy brought.
    public let mix: Double
    /// What the region brought beyond its industries' rates.
    public let regional: Double
    /// Mix and regional: growth beyond that of the whole economy.
    public var netShift: Double { mix + regional }

    /// What the components are called, in the order of ``values``.
    static let measures = ["growth", "national", "mix", "regional", "net_shift"]
    var values: [Double?] { [growth, national, mix, regional, netShift] }

    /// The sum of components.
    static func sum(of parts: [Components]) -> Components {
      Components(
        growth: parts.total { $0.growth }, national: parts.total { $0.national },
        mix: parts.total { $0.mix }, regional: parts.total { $0.regional })
    }
  }

  /// The components of each industry, in the order given.
  public let industries: [Components]
  /// The components of the region: their sum.
  public let region: Components

  /// Divides the growth of a region.
  public init(_ data: RegionalChange) {
    industries = data.region.indices.map { industry in
      let (before, after) = (data.region[industry].before, data.region[industry].after)
      let national = before * (data.overallIndex - 1)
      let expected = before * data.indices[industry]
      return Components(
        growth: after - before, national: national, mix: expected - before * data.overallIndex,
        regional: after - expected)
    }
    region = Components.sum(of: industries)
  }

  /// The analysis as the catalogue lists it.
  public static let definition = IndexDescription(
    "shift-share", title: "Shift-share analysis of Dunn",
    formula: "national e (E2/E1 - 1); mix e_i (E_i2/E_i1 - E2/E1); regional e_i2 - e_i1 E_i2/E_i1",
    range: "any; the components add up to the growth", unit: "that of the values",
    convention: "an industry may start from 0 in the region",
    source: "Dunn, A Statistical and Analytical Technique for Regional Analysis, 1960",
    measures: Components.measures, parameters: [RegionalDates.detail],
    peers: [PeerConvention(.reat, "shift with Dunn")], agrees: ["REAT shift with Dunn"],
    differs: [
      "REAT shift answers NaN for an industry that starts from 0",
      "REAT shifti folds the mix into the national share of an industry",
    ])

  /// The components from the first date to the last.
  public static func answers(
    region: [[Double]], reference: [[Double]], industries: [String], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let dates = try RegionalDates(region: region, reference: reference, industries: industries)
    let index = ShiftShare(try dates.change)
    return dates.answers(index.region, index.industries, parameters) { $0.values }
  }
}
