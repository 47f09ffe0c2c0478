/// Which industries a region has more of than the whole, by the index of Balassa.
///
///     RCA = (x_ri / x_r) / (x_i / x),   present where RCA ≥ 1
///
/// It is the location quotient under the name that trade economics gives it.
///
/// - Shape: a table of regions by industries in, the same shape out.
/// - Unit: none.
/// - Range: 0 and up; 1 is the overall rate.
/// - Convention: a region or an industry without any value leaves the table undefined: leave it out.
///   Presence is decided without division, so that whole numbers meet the threshold exactly.
/// - Source: Béla Balassa, "Trade Liberalisation and 'Revealed' Comparative Advantage", The
///   Manchester School 33, 1965.
public struct RevealedComparativeAdvantage: TableIndex, Hashable {
  /// The advantage of each region in each industry.
  public let values: Matrix
  private let sizes: Matrix
  private let regionTotals: [Double]
  private let industryTotals: [Double]
  private let total: Double

  /// Computes the advantages.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a row or a column is all 0;
  ///   ``StatisticError/invalid(_:)`` where a cell is negative, or an advantage is too large.
  public init(of sizes: Matrix) throws(StatisticError) {
    try sizes.requireSizes()
    self.sizes = sizes
    let (byRegion, byIndustry) = (sizes.rowTotals, sizes.columnTotals)
    let total = byRegion.total
    if let empty = byRegion.firstIndex(of: 0) {
      throw .undefined("region \(empty + 1) has no value: leave it out")
    }
    if let empty = byIndustry.firstIndex(of: 0) {
      throw .undefined("industry \(empty + 1) has no value: leave it out")
    }
    let cells = sizes.cells.enumerated().map { position, size in
      (size / byRegion[position / sizes.columns])
        / (byIndustry[position % sizes.columns] / total)
    }
    values = try Matrix(rows: sizes.rows, columns: sizes.columns, cells: cells)
    (regionTotals, industryTotals, self.total) = (byRegion, byIndustry, total)
  }

  /// Where the advantage is at least a threshold above 0.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where the threshold is not above 0 or not finite.
  public func presence(from threshold: Double = 1) throws(StatisticError) -> PresenceMatrix {
    guard threshold > 0, threshold.isFinite else {
      throw .invalid("the threshold is \(threshold): give one above 0")
    }
    return PresenceMatrix(regions: sizes.rows, industries: sizes.columns) { region, industry in
      sizes[region, industry] * total
        >= threshold * (regionTotals[region] * industryTotals[industry])
    }
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "revealed-comparative-advantage", title: "Revealed comparative advantage (Balassa index)",
    formula: "RCA = (x_ri / x_r) / (x_i / x); present where RCA >= 1", range: "0 and up",
    convention: "regions and industries without any value are left out; threshold 1 included",
    source: "Balassa, Trade Liberalisation and 'Revealed' Comparative Advantage, 1965",
    measures: ["revealed_comparative_advantage", "present"], parameters: [Presence.threshold],
    peers: [
      PeerConvention(
        .econgeo, "location_quotient (binary)", parameters: ["threshold": "1"], undefined: 0),
      PeerConvention(.reat, "locq"), PeerConvention(.pysal, "MultiLocationQuotient"),
    ],
    agrees: ["economiccomplexity balassa_index", "py-ecomplexity rca", "EconGeo location_quotient"])

  /// The advantage of each region in each industry, and 1 where the industry is present, else 0.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters)
    var present = [Double](repeating: 0, count: presence.advantage.values.cells.count)
    for (region, industries) in presence.matrix.industries.enumerated() {
      for industry in industries { present[region * presence.industries.count + industry] = 1 }
    }
    return TableAnswer([
      presence.part(ofCells: [
        ("revealed_comparative_advantage", presence.advantage.values.cells), ("present", present),
      ])
    ])
  }
}
