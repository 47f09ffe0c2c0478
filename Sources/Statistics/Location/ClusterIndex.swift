/// How much denser an industry is in a region than in the whole, by the cluster index of
/// Litzenberger and Sternberg.
///
///     CI = (x_ri / x_i) (b_ri / b_i) / ((a_r / a) (p_r / p))
///
/// x is employment, b firms, a area and p population. It is the industry's density by area times
/// its density by inhabitants over the size of its firms, each relative to the whole, simplified.
///
/// - Unit: none.
/// - Range: 0 and up; 1 is the average, 0 where the industry has no firm or employs no one.
/// - Source: Timo Litzenberger and Rolf Sternberg, "Der Clusterindex: eine Methodik zur
///   Identifizierung regionaler Cluster am Beispiel deutscher Industriebranchen", Geographische
///   Zeitschrift 94, 2006.
public struct ClusterIndex: TableIndex, Hashable {
  /// A part and the whole that it belongs to.
  public struct Part: Hashable, Sendable {
    /// The part, from 0.
    public let value: Double
    /// The whole, above 0 and at least the part.
    public let whole: Double

    /// Takes a part and its whole.
    public init(_ value: Double, of whole: Double) { (self.value, self.whole) = (value, whole) }
  }

  /// The index: finite, at least 0.
  public let value: Double

  /// Computes the index.
  ///
  /// - Parameters:
  ///   - employment: The industry's employment in the region, and everywhere.
  ///   - firms: The industry's firms in the region, and everywhere.
  ///   - area: The area of the region, and of all regions.
  ///   - population: The inhabitants of the region, and of all regions.
  /// - Throws: ``StatisticError/undefined(_:)`` where a whole, the area or the population of the
  ///   region is 0; ``StatisticError/invalid(_:)`` where a part exceeds its whole, is negative or
  ///   not finite.
  public init(
    employment: Part, firms: Part, area: Part, population: Part
  ) throws(StatisticError) {
    let employed = try Self.share(employment, "the employment")
    let firmShare = try Self.share(firms, "the number of firms")
    let land = try Self.share(area, "the area")
    let people = try Self.share(population, "the population")
    guard land > 0 else { throw .undefined("the area of the region is 0") }
    guard people > 0 else { throw .undefined("the population of the region is 0") }
    value = try finite((employed / land) * (firmShare / people), "the index")
  }

  private static func share(_ part: Part, _ what: String) throws(StatisticError) -> Double {
    guard 0 <= part.value, part.value <= part.whole, part.whole.isFinite else {
      throw .invalid("\(what) exceeds its whole, is negative, or is not finite")
    }
    guard part.whole > 0 else { throw .undefined("\(what) of the whole is 0") }
    return part.value / part.whole
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "cluster-index", title: "Cluster index of Litzenberger and Sternberg",
    formula: "CI = (x_ri / x_i) (b_ri / b_i) / ((a_r / a) (p_r / p))",
    range: "0 and up; 1 is the average",
    convention: "the simplified product, which is 0 where the industry has no firm",
    source: "Litzenberger and Sternberg, Der Clusterindex, 2006",
    peers: [PeerConvention(.reat, "litzenberger")], agrees: ["REAT litzenberger"],
    differs: ["REAT litzenberger2 answers NaN where a region has no firm of the industry"])

  /// The firms of each cell, and the area and the population of each region.
  public static var requirements: Set<TableRequirement> { [.firms, .area, .population] }

  /// The index of each cell.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    guard let firms = table.firms, let areas = table.areas, let people = table.populations else {
      throw .undefined("the firms, areas or populations are not known")
    }
    let (area, population) = (areas.total, people.total)
    var values = [Double?](repeating: nil, count: table.count)
    var notes: [Int: String] = [:]
    for cells in table.cellsByIndustry {
      let employed = cells.total { table.sizes[$0] }
      let firmTotal = cells.total { firms[$0] }
      for cell in cells {
        let region = Int(table.regions[cell])
        do throws(StatisticError) {
          guard !employed.isNaN else {
            throw .undefined("a cell of the industry is suppressed or missing")
          }
          values[cell] = try ClusterIndex(
            employment: Part(table.sizes[cell], of: employed),
            firms: Part(firms[cell], of: firmTotal), area: Part(areas[region], of: area),
            population: Part(people[region], of: population)
          ).value
        } catch {
          notes[cell] = error.reason
        }
      }
    }
    var part = TableAnswer.Part(.cell, [("cluster_index", values)])
    part.notes = notes
    return TableAnswer([part])
  }
}
