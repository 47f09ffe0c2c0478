/// How concentrated one industry is in one region, against the whole economy.
///
///     LQ = (regional / regionTotal) / (overall / grandTotal)
///
/// - Unit: none. The four inputs share one additive unit (persons employed, or one currency).
/// - Shape: one region and one industry in, one number out.
/// - Range: 0 (absent) and up; 1 is the overall rate.
/// - Source: P. Sargant Florence, "Report on the Location of Industry", Political and Economic
///   Planning, London 1939, as the "location factor".
public struct LocationQuotient: Statistic, Hashable {
  /// The quotient: finite, at least 0.
  public let value: Double

  /// Computes the quotient.
  ///
  /// - Parameters:
  ///   - regional: The industry in the region; at most `regionTotal` and `overall`.
  ///   - regionTotal: Every industry in the region; above 0.
  ///   - overall: The industry everywhere; above 0, at most `grandTotal`.
  ///   - grandTotal: Every industry everywhere.
  /// - Throws: ``StatisticError/undefined(_:)`` where a denominator is 0, and
  ///   ``StatisticError/invalid(_:)`` where a part exceeds its whole. It never answers 0 or NaN in
  ///   their place.
  public init(
    regional: Double, regionTotal: Double, overall: Double, grandTotal: Double
  ) throws(StatisticError) {
    guard 0 <= regional, regional <= regionTotal, regional <= overall,
      regionTotal <= grandTotal, overall <= grandTotal, grandTotal.isFinite
    else { throw .invalid("a part exceeds its whole, is negative, or is not finite") }
    guard regionTotal > 0 else { throw .undefined("the total of the region is 0") }
    guard overall > 0 else { throw .undefined("the total of the industry is 0") }
    value = (regional / regionTotal) / (overall / grandTotal)
  }

  /// The quotient as the catalogue lists it.
  public static let definition = IndexDescription(
    "location-quotient", title: "Location quotient",
    formula: "LQ = (x_ri / x_r) / (x_i / x)", range: "0 and up; 1 is the overall rate",
    convention:
      "the reference is named: all industries, a chosen total, or the industry's own group; "
      + "0/0 is undefined, not 0",
    source: "P. Sargant Florence, Report on the Location of Industry, 1939",
    peers: [
      PeerConvention(.reat, "locq"), PeerConvention(.pysal, "MultiLocationQuotient"),
      PeerConvention(.econgeo, "location_quotient", undefined: 0),
      PeerConvention(.cmp, "lq_tf", undefined: 0, base: .groups),
      PeerConvention(.bls, "lq_annual_avg_emplvl", digits: 2, base: .totalRow(code: "10")),
    ],
    agrees: [
      "REAT locq", "EconGeo location_quotient", "economiccomplexity balassa_index",
      "PySAL segregation MultiLocationQuotient",
    ],
    differs: [
      "EconGeo and US Cluster Mapping set 0/0 to 0", "REAT locq2 recycles rows of unbalanced data",
    ])

  /// What the industry in a region is measured against.
  public enum Reference: Hashable, Sendable {
    /// The sum of the regions of the table, over all industries.
    case all
    /// A total for each industry that is given apart, such as the row of the nation.
    case total([Double])
    /// The sum of the regions, over the industries that bear the same label as the industry, such
    /// as "traded": one label for each industry.
    case groups([String])
    /// What is stated for all industries together: a total for each region, not a number where it
    /// is unknown. The industries of the table may then lie in one another.
    case row([Double])
  }

  /// The quotients of a table of regions by industries, all of whose cells are known.
  public struct Table: Sendable {
    private let matrix: Matrix
    private let quotients: QuotientTable

    /// Prepares the quotients.
    ///
    /// - Parameters:
    ///   - employment: Regions by industries: a complete table, without rows of totals.
    ///   - reference: What each cell is measured against.
    /// - Throws: ``StatisticError/invalid(_:)`` where a cell is negative, or the reference is not one
    ///   value for each industry; ``StatisticError/undefined(_:)`` where all cells are 0.
    public init(_ employment: Matrix, against reference: Reference = .all) throws(StatisticError) {
      matrix = employment
      try employment.requireSizes()
      var table = try IndustryTable(employment)
      table.reference = reference
      quotients = try QuotientTable(table)
    }

    /// The quotient of an industry in a region, each counted from 0.
    ///
    /// - Throws: ``StatisticError/undefined(_:)`` where the region or the industry is empty, and
    ///   ``StatisticError/invalid(_:)`` where the chosen total is less than the region.
    public func quotient(region: Int, industry: Int) throws(StatisticError) -> LocationQuotient {
      try quotients.quotient(at: region * matrix.columns + industry)
    }

    /// The quotients of an industry, one a region.
    ///
    /// - Throws: As ``quotient(region:industry:)``.
    public func quotients(industry: Int) throws(StatisticError) -> [Double] {
      var values: [Double] = []
      for region in 0..<matrix.rows {
        values.append(try quotient(region: region, industry: industry).value)
      }
      return values
    }
  }
}

extension LocationQuotient: BoundedTableIndex {
  /// What the quotients are measured against.
  public static var requirements: Set<TableRequirement> { [.reference] }

  /// The quotient of each cell.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let quotients = try QuotientTable(table)
    var values: [Double?] = []
    values.reserveCapacity(table.count)
    var notes: [Int: String] = [:]
    for position in 0..<table.count {
      if let value = quotients.value(at: position) {
        values.append(value)
      } else {
        values.append(nil)
        notes[position] = quotients.reason(at: position)
      }
    }
    var part = TableAnswer.Part(.cell, [("location_quotient", values)])
    part.notes = notes
    return TableAnswer([part])
  }

  /// The bounds of each cell's quotient.
  public static func bounds(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> [(lower: Double, upper: Double)?] {
    let bounds = try QuotientBounds(table)
    return (0..<table.count).map { bounds.interval(at: $0) }
  }
}
