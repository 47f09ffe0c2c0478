/// In how many regions each industry is present.
///
///     k_i = Σ_r M_ri
///
/// - Unit: regions.
/// - Range: 0 to the number of regions.
/// - Source: César A. Hidalgo and Ricardo Hausmann, "The Building Blocks of Economic Complexity",
///   Proceedings of the National Academy of Sciences 106, 2009.
public struct Ubiquity: TableIndex, Hashable {
  /// The number of regions of each industry.
  public let values: [Int]

  /// Counts the regions.
  public init(of presence: PresenceMatrix) { values = presence.regions.map { $0.count } }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "ubiquity", title: "Ubiquity", formula: "k_i = sum_r M_ri",
    range: "0 to the number of regions", unit: "regions",
    convention: "presence is given, usually RCA >= 1",
    source: "Hidalgo and Hausmann, The Building Blocks of Economic Complexity, 2009",
    parameters: [Presence.threshold],
    peers: [
      PeerConvention(
        .econgeo, "ubiquity (of advantages)", parameters: ["threshold": "1"], undefined: 0)
    ],
    agrees: ["EconGeo ubiquity", "py-ecomplexity ubiquity"])

  /// The number of regions of each industry that has a value.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters)
    let counts = Ubiquity(of: presence.matrix).values.map { Double($0) }
    return TableAnswer([presence.part(ofIndustries: [("ubiquity", counts)])])
  }
}
