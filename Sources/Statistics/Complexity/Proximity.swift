/// How likely a region that has one industry has another, the lesser of the two ways round.
///
///     φ_ij = Σ_r M_ri M_rj / max(k_i, k_j)
///
/// - Shape: industries by industries, symmetric, with 1 on the diagonal.
/// - Unit: none.
/// - Range: 0 (never together) to 1 (always).
/// - Source: César A. Hidalgo, Bailey Klinger, Albert-László Barabási and Ricardo Hausmann, "The
///   Product Space Conditions the Development of Nations", Science 317, 2007.
public struct Proximity: TableIndex, Hashable {
  /// The proximity of each pair of industries.
  public let values: Matrix
  /// In how many regions the industries of each pair are both present; on the diagonal, ubiquity.
  public let cooccurrences: Matrix

  /// Computes the proximities.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where an industry is present in no region;
  ///   ``StatisticError/invalid(_:)`` where there is no industry.
  public init(of presence: PresenceMatrix) throws(StatisticError) {
    let ubiquity = presence.regions.map { Double($0.count) }
    if let empty = ubiquity.firstIndex(of: 0) {
      throw .undefined("industry \(empty + 1) is present in no region: leave it out")
    }
    let count = ubiquity.count
    var together = [Double](repeating: 0, count: count * count)
    for industries in presence.industries {
      for first in industries {
        try Cancellation.check()
        for second in industries { together[first * count + second] += 1 }
      }
    }
    let cells = together.indices.map {
      together[$0] / max(ubiquity[$0 / count], ubiquity[$0 % count])
    }
    cooccurrences = try Matrix(rows: count, columns: count, cells: together)
    values = try Matrix(rows: count, columns: count, cells: cells)
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "proximity", title: "Proximity", formula: "phi_ij = sum_r M_ri M_rj / max(k_i, k_j)",
    range: "0 to 1", convention: "the diagonal is 1",
    source: "Hidalgo, Klinger, Barabási and Hausmann, The Product Space Conditions the Development "
      + "of Nations, 2007",
    measures: ["proximity", "cooccurrences"], parameters: [Presence.threshold],
    agrees: ["economiccomplexity proximity", "py-ecomplexity proximity (without diagonal)"],
    differs: ["EconGeo relatedness standardises by other means"])

  /// The proximity of each two industries that are present anywhere.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters).ofPresentIndustries
    let index = try Proximity(of: presence.matrix)
    return TableAnswer([
      presence.part(ofPairs: [
        ("proximity", index.values.cells), ("cooccurrences", index.cooccurrences.cells),
      ])
    ])
  }
}
