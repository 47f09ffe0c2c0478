/// How much of what is related to an industry a region has already.
///
///     d_ri = Σ_j φ_ij M_rj / Σ_j φ_ij
///
/// - Shape: regions by industries.
/// - Unit: none.
/// - Range: 0 (nothing related) to 1 (all).
/// - Convention: the industry itself counts as related to itself unless the diagonal is left out,
///   which makes a visible difference where industries are few.
/// - Source: César A. Hidalgo, Bailey Klinger, Albert-László Barabási and Ricardo Hausmann, "The
///   Product Space Conditions the Development of Nations", Science 317, 2007; for regions: Ron
///   Boschma, Pierre-Alexandre Balland and Dieter Kogler, "Relatedness and Technological Change in
///   Cities", Industrial and Corporate Change 24, 2015.
public struct RelatednessDensity: TableIndex, Hashable {
  /// The density of each region around each industry.
  public let values: Matrix

  /// Computes the densities.
  ///
  /// - Parameters:
  ///   - presence: Regions by industries.
  ///   - proximity: Industries by industries, each value at least 0.
  ///   - countsItself: Whether the diagonal of the proximities counts.
  /// - Throws: ``StatisticError/undefined(_:)`` where an industry is related to none;
  ///   ``StatisticError/invalid(_:)`` where the shapes differ or a proximity is negative.
  public init(
    of presence: PresenceMatrix, proximity: Matrix, countsItself: Bool = true
  ) throws(StatisticError) {
    let count = presence.regions.count
    try requireSameCount(proximity.rows, "the rows of proximities", count, "the industries")
    try requireSameCount(proximity.columns, "the columns of proximities", count, "the industries")
    try requireSizes(proximity.cells, "the proximities")
    var related = proximity.transposed.cells
    if !countsItself {
      for industry in 0..<count { related[industry * count + industry] = 0 }
    }
    var whole = [Double](repeating: 0, count: count)
    for other in 0..<count {
      for industry in 0..<count { whole[industry] += related[other * count + industry] }
    }
    if let lonely = whole.firstIndex(of: 0) {
      throw .undefined("industry \(lonely + 1) is related to none")
    }
    var cells: [Double] = []
    cells.reserveCapacity(presence.industries.count * count)
    var reached = [Double](repeating: 0, count: count)
    for industries in presence.industries {
      try Cancellation.check()
      for industry in 0..<count { reached[industry] = 0 }
      for other in industries {
        for industry in 0..<count { reached[industry] += related[other * count + industry] }
      }
      for industry in 0..<count { cells.append(min(1, reached[industry] / whole[industry])) }
    }
    values = try Matrix(rows: presence.industries.count, columns: count, cells: cells)
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "relatedness-density", title: "Relatedness density",
    formula: "d_ri = sum_j phi_ij M_rj / sum_j phi_ij", range: "0 to 1",
    convention: "relatedness is proximity unless another is chosen; the diagonal counts unless it "
      + "is left out",
    source: "Hidalgo, Klinger, Barabási and Hausmann, The Product Space Conditions the Development "
      + "of Nations, 2007",
    parameters: [
      Presence.threshold,
      IndexParameter(
        "relatedness", .choice(["proximity", "association", "probability"]), usual: "proximity",
        "how two industries are related: by proximity, or by relatedness of that method"),
      IndexParameter(
        "counts-itself", .choice(["yes", "no"]), usual: "yes",
        "whether an industry's proximity to itself counts (by the other methods there is none)"),
    ],
    peers: [
      PeerConvention(
        .econgeo, "relatedness_density (of relatedness)",
        parameters: ["threshold": "1", "relatedness": "probability"], factor: 100, digits: 2)
    ],
    agrees: [
      "economiccomplexity density", "py-ecomplexity density",
      "EconGeo relatedness_density (percent)",
      "Stata ecomplexity (without the diagonal)",
    ])

  /// The density of each region that has a value around each industry that is related to any.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    var presence = try Presence(table, parameters).ofPresentIndustries
    let countsItself = parameters.choice("counts-itself") == "yes"
    let related: Matrix
    switch parameters.choice("relatedness") {
    case "association": related = try Relatedness(of: &presence, method: .association).values
    case "probability": related = try Relatedness(of: &presence, method: .probability).values
    default:
      if !countsItself { _ = try Relatedness(of: &presence, method: .association) }
      related = try Proximity(of: presence.matrix).values
    }
    let density = try RelatednessDensity(
      of: presence.matrix, proximity: related, countsItself: countsItself)
    return TableAnswer([
      presence.part(ofCells: [("relatedness_density", density.values.cells)])
    ])
  }
}
