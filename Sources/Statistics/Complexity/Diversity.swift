/// How many industries are present in each region.
///
///     k_r = Σ_i M_ri
///
/// - Unit: industries.
/// - Range: 0 to the number of industries.
/// - Source: César A. Hidalgo and Ricardo Hausmann, "The Building Blocks of Economic Complexity",
///   Proceedings of the National Academy of Sciences 106, 2009.
public struct Diversity: TableIndex, Hashable {
  /// The number of industries of each region.
  public let values: [Int]

  /// Counts the industries.
  public init(of presence: PresenceMatrix) { values = presence.industries.map { $0.count } }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "diversity", title: "Diversity", formula: "k_r = sum_i M_ri",
    range: "0 to the number of industries", unit: "industries",
    convention: "presence is given, usually RCA >= 1",
    source: "Hidalgo and Hausmann, The Building Blocks of Economic Complexity, 2009",
    parameters: [Presence.threshold],
    peers: [
      PeerConvention(
        .econgeo, "diversity (of advantages)", parameters: ["threshold": "1"], undefined: 0)
    ],
    agrees: ["EconGeo diversity", "py-ecomplexity diversity"])

  /// The number of industries of each region that has a value.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters)
    let counts = Diversity(of: presence.matrix).values.map { Double($0) }
    return TableAnswer([presence.part(ofRegions: [("diversity", counts)])])
  }
}
