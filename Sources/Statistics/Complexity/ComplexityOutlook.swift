/// How much complexity lies near a region's industries, and what each new industry would open up.
///
///     COI_r = Σ_i d_ri (1 - M_ri) PCI_i
///     COG_ri = (1 - M_ri) Σ_j φ_ij / (Σ_k φ_jk) (1 - M_rj) PCI_j
///
/// d is the relatedness density and φ the proximity, both with their diagonals.
///
/// - Unit: that of the product complexity.
/// - Range: any; the gain is 0 for industries that are present.
/// - Convention: the complexity of the gained industry itself is not taken off, as in the programs of
///   the field.
/// - Source: Ricardo Hausmann et al., "The Atlas of Economic Complexity", 2014.
public struct ComplexityOutlook: TableIndex, Hashable {
  /// The outlook index of each region.
  public let index: [Double]
  /// The outlook gain of each region by each industry.
  public let gain: Matrix

  /// Computes outlook and gain.
  ///
  /// - Parameters:
  ///   - presence: Regions by industries.
  ///   - proximity: Industries by industries, with its diagonal.
  ///   - complexity: The product complexity of each industry.
  /// - Throws: As ``RelatednessDensity/init(of:proximity:countsItself:)``, also where there is not
  ///   one complexity for each industry.
  public init(
    of presence: PresenceMatrix, proximity: Matrix, complexity: [Double]
  ) throws(StatisticError) {
    let density = try RelatednessDensity(of: presence, proximity: proximity).values
    try requireSameCount(complexity.count, "the complexities", proximity.rows, "the industries")
    try requireFinite(complexity, "the complexities")
    let (count, wholes) = (complexity.count, proximity.rowTotals)
    // What each industry would add to the gain of each other one, industry after industry.
    var added = [Double](repeating: 0, count: count * count)
    for industry in 0..<count {
      for gained in 0..<count {
        added[industry * count + gained] =
          proximity[gained, industry] / wholes[industry] * complexity[industry]
      }
    }
    var (index, cells): ([Double], [Double]) = ([], [])
    cells.reserveCapacity(presence.industries.count * count)
    var gains = [Double](repeating: 0, count: count)
    for region in presence.industries.indices {
      try Cancellation.check()
      var missing = [Bool](repeating: true, count: count)
      for industry in presence.industries[region] { missing[industry] = false }
      let absent = complexity.indices.filter { missing[$0] }
      index.append(absent.total { density[region, $0] * complexity[$0] })
      for gained in 0..<count { gains[gained] = 0 }
      for industry in absent {
        for gained in 0..<count { gains[gained] += added[industry * count + gained] }
      }
      for gained in 0..<count { cells.append(missing[gained] ? gains[gained] : 0) }
    }
    gain = try Matrix(rows: presence.industries.count, columns: count, cells: cells)
    self.index = index
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "complexity-outlook", title: "Complexity outlook index and gain",
    formula: "COI = sum d (1 - M) PCI; COG = (1 - M) sum phi / (sum phi) (1 - M) PCI",
    range: "any", unit: "that of the product complexity",
    convention: "diagonals count; the gain of a present industry is 0",
    source: "Hausmann et al., The Atlas of Economic Complexity, 2014",
    measures: ["complexity_outlook", "outlook_gain"], parameters: [Presence.threshold],
    agrees: ["economiccomplexity complexity_outlook", "py-ecomplexity coi, cog"])

  /// The outlook of each region, and its gain by each industry, of those that have anything present.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let presence = try Presence(table, parameters).filled
    let complexity = try EconomicComplexity(of: presence.matrix)
    let index = try ComplexityOutlook(
      of: presence.matrix, proximity: Proximity(of: presence.matrix).values,
      complexity: complexity.industries)
    var answer = TableAnswer([
      presence.part(ofRegions: [("complexity_outlook", index.index)]),
      presence.part(ofCells: [("outlook_gain", index.gain.cells)]),
    ])
    answer.warnings = complexity.warnings.map { $0.sentence }.sorted()
    return answer
  }
}
