public import ClusterStore
import SQLite
import Statistics

/// The location quotient of every industry in every zone of one survey and year.
///
/// Firms are summed to the levels asked for; every firm of the survey is the base.
public struct LocationQuotientAnalysis: Sendable {
  /// One zone and industry.
  public struct Row: Hashable, Sendable {
    /// The zone's key and name.
    public let zone: (key: String, name: String)
    /// The industry's key and name.
    public let industry: (key: String, name: String)
    /// What its firms add up to.
    public let value: Double
    /// How many firms that is.
    public let firms: Int
    /// The quotient; nil where it is undefined.
    public let quotient: Double?

    /// Whether two rows say the same of the same zone and industry.
    public static func == (one: Row, other: Row) -> Bool {
      one.zone.key == other.zone.key && one.industry.key == other.industry.key
        && one.value == other.value && one.quotient == other.quotient
    }

    /// Hashes what tells rows apart.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(zone.key)
      hasher.combine(industry.key)
    }
  }

  /// The figure that is compared.
  public let figure: String
  /// What the numbers mean: formula, base, levels, and how much of the survey is in them.
  public let convention: String
  /// One row a cell that has firms, highest quotient first.
  public let rows: [Row]

  /// Reads the firms of `dataset` and `year` from `store` and computes every cell.
  ///
  /// - Parameters:
  ///   - store: The database.
  ///   - figure: The column of `firm_year` that is compared, such as `employees`.
  ///   - dataset: The dataset's key.
  ///   - year: The year.
  ///   - zoneLevel: The level that zones are summed to; nil for the zone that each firm names.
  ///   - industryLevel: The level that industries are summed to; nil likewise.
  /// - Throws: ``StoreError/notFound(table:key:)`` for a figure or dataset that is not there.
  public init(
    _ store: Store, figure: String, dataset: String, year: Int, zoneLevel: String?,
    industryLevel: String?
  ) throws {
    self.figure = figure
    let reader = CellReader(store)
    let (zones, industries) = (try reader.zones(), try reader.industries())
    var sums: [Pair: (value: Double, firms: Int)] = [:]
    var (missing, unplaced) = (0, 0)
    for cell in try reader.cells(figure: figure, dataset: dataset, year: year) {
      missing += cell.missing
      guard let zone = Self.climb(from: cell.zone, to: zoneLevel, in: zones),
        let industry = Self.climb(from: cell.industry, to: industryLevel, in: industries)
      else {
        unplaced += cell.reporting
        continue
      }
      guard cell.reporting > 0 else { continue }
      sums[Pair(zone: zone, industry: industry), default: (0, 0)].value += cell.sum
      sums[Pair(zone: zone, industry: industry), default: (0, 0)].firms += cell.reporting
    }
    var (zoneTotals, industryTotals): ([Int64: Double], [Int64: Double]) = ([:], [:])
    let cells = sums.sorted { ($0.key.zone, $0.key.industry) < ($1.key.zone, $1.key.industry) }
    for (pair, sum) in cells {
      zoneTotals[pair.zone, default: 0] += sum.value
      industryTotals[pair.industry, default: 0] += sum.value
    }
    let grandTotal = cells.reduce(0) { $0 + $1.value.value }
    rows = cells.compactMap { pair, sum in
      guard let zone = zones[pair.zone], let industry = industries[pair.industry] else {
        return nil
      }
      let quotient = try? LocationQuotient(
        regional: sum.value, regionTotal: zoneTotals[pair.zone, default: 0],
        overall: industryTotals[pair.industry, default: 0], grandTotal: grandTotal)
      return Row(
        zone: (zone.key, zone.name), industry: (industry.key, industry.name), value: sum.value,
        firms: sum.firms, quotient: quotient?.value)
    }.sorted { ($0.quotient ?? -1) > ($1.quotient ?? -1) }
    convention = """
      location quotient = (x_ri / x_r) / (x_i / x) of \(figure), dataset \(dataset), \(year); \
      zones by \(zoneLevel ?? "the firm's own"), industries by \(industryLevel ?? "the firm's own"); \
      base: all \(cells.reduce(0) { $0 + $1.value.firms }) firms that report the figure, \
      \(missing) do not, \(unplaced) have no zone or industry of the level; \
      a zone or industry that sums to 0 has no quotient
      """
  }

  /// The first `limit` rows as they are printed.
  public func result(limit: Int = .max) -> ResultRows {
    ResultRows(
      columns: [
        "zone", "zone_name", "industry", "industry_name", "firms", figure, "location_quotient",
      ],
      rows: rows.prefix(limit).map { row in
        [
          .text(row.zone.key), .text(row.zone.name), .text(row.industry.key),
          .text(row.industry.name), Value(row.firms), .real(row.value), Value(row.quotient),
        ]
      })
  }

  private struct Pair: Hashable {
    var zone: Int64
    var industry: Int64
  }

  /// The node of `level` at or above `start`; `start` itself where no level is asked for.
  private static func climb(
    from start: Int64?, to level: String?, in nodes: [Int64: CellReader.Node]
  ) -> Int64? {
    guard let level else { return start }
    var place = start
    // A tree is never deeper than this; a circle ends here.
    for _ in 0..<32 {
      guard let here = place, let node = nodes[here] else { return nil }
      if node.level == level { return here }
      place = node.parent
    }
    return nil
  }
}
