/// How far a region's structure lies from a reference, or an industry's distribution: the sum of
/// absolute differences of shares.
///
///     K = Σ_i |s_i - r_i|
///
/// - Unit: none.
/// - Range: 0 (the same) to 2 (nothing in common); ``halved`` 0 to 1, the coefficient of
///   specialisation.
/// - Convention: the reference is named, since the results differ: ``Reference``.
/// - Source: Paul Krugman, "Geography and Trade", 1991. Coefficient of specialisation: Edgar M.
///   Hoover and Frank Giarratani, "An Introduction to Regional Economics", 1984.
public struct Krugman: DistributionIndex, Hashable {
  /// What each row of a table is compared with.
  public enum Reference: String, Hashable, Sendable, CaseIterable {
    /// The sum of all rows, the row itself included.
    case total
    /// The sum of the other rows.
    case totalWithoutSelf
    /// The unweighted mean of the other rows' shares.
    case meanOfOthers
  }

  /// The index, 0 to 2.
  public let value: Double

  /// Half the index, 0 to 1: the part that would have to change its industry, or its region.
  public var halved: Double { value / 2 }

  /// Compares sizes with a reference.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where either is all 0;
  ///   ``StatisticError/invalid(_:)`` where they differ in length or are empty, or a value is
  ///   negative or not finite.
  public init(of sizes: [Double], against reference: [Double]) throws(StatisticError) {
    let shares = try Shares(of: sizes).values
    try requireSameCount(sizes.count, "the values", reference.count, "the references")
    self.init(shares, try Shares(of: reference, "the references").values)
  }

  /// The specialisation of each region (row) over the industries (columns).
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where a row is all 0, or the reference is;
  ///   ``StatisticError/invalid(_:)`` where a cell is negative, or there is one row only and the
  ///   reference is made of the others.
  public static func specialization(
    of employment: Matrix, against reference: Reference
  ) throws(StatisticError) -> [Krugman] {
    try employment.requireSizes()
    let rows = (0..<employment.rows).map { employment.row($0) }
    guard reference == .total || rows.count > 1 else {
      throw .invalid("one row has no others to be compared with")
    }
    var shares: [[Double]] = []
    for (number, row) in rows.enumerated() {
      shares.append(try Shares(of: row, "the cells of number \(number + 1)").values)
    }
    let totals = employment.columnTotals
    let all = try Shares(of: totals).values
    let sums = (0..<employment.columns).map { column in shares.total { $0[column] } }
    let others = reference == .totalWithoutSelf ? employment.totalsOfOthers : []
    var values: [Krugman] = []
    for (number, row) in shares.enumerated() {
      switch reference {
      case .total:
        values.append(Krugman(row, all))
      case .totalWithoutSelf:
        let rest = try Shares(of: others[number], "the others of number \(number + 1)").values
        values.append(Krugman(row, rest))
      case .meanOfOthers:
        let mean = zip(sums, row).map { ($0 - $1) / Double(rows.count - 1) }
        values.append(Krugman(row, mean))
      }
    }
    return values
  }

  /// The concentration of each industry (column) over the regions (rows).
  ///
  /// - Throws: As ``specialization(of:against:)``, with rows and columns exchanged.
  public static func concentration(
    of employment: Matrix, against reference: Reference
  ) throws(StatisticError) -> [Krugman] {
    try specialization(of: employment.transposed, against: reference)
  }

  private init(_ shares: [Double], _ reference: [Double]) {
    value = min(2, zip(shares, reference).total { abs($0 - $1) })
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "krugman", title: "Krugman index of specialisation or concentration",
    formula: "K = sum |s_i - r_i|; halved K/2", range: "0 to 2; halved 0 to 1",
    convention: "the reference is named: total, total without self, or mean of the others' shares",
    source: "Krugman, Geography and Trade, 1991",
    measures: ["krugman", "halved"],
    parameters: [
      IndexParameter(
        "reference", .choice(["total", "total-without-self", "mean-of-others"]), usual: "total",
        "what the shares are compared with")
    ],
    peers: [
      PeerConvention(.econgeo, "krugman_index", parameters: ["reference": "total"]),
      PeerConvention(
        .econgeo, "spec_coeff", measure: "halved", parameters: ["reference": "total"]),
      PeerConvention(
        .reat, "krugman.spec2, krugman.conc2", parameters: ["reference": "mean-of-others"]),
    ],
    agrees: [
      "EconGeo krugman_index (total)", "EconGeo spec_coeff (halved)",
      "REAT krugman.spec2, krugman.conc2 (mean of others)",
    ])

  /// A region over its industries.
  public static var usualUnits: Distribution.Units { .industries }
  /// The whole, and the mean of the others.
  public static var requirements: Set<Distribution.Requirement> { [.reference, .othersMean] }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    switch parameters.choice("reference") {
    case "total-without-self": [.inequality(.others), .inequality(.others)]
    case "mean-of-others": [.inequality(.othersMean), .inequality(.othersMean)]
    default: []
    }
  }

  /// The index of one distribution.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let sizes = distribution.sizes
    let reference: [Double] =
      switch parameters.choice("reference") {
      case "total-without-self": zip(distribution.reference, sizes).map { max(0, $0 - $1) }
      case "mean-of-others": distribution.othersMean
      default: distribution.reference
      }
    let index = try Krugman(of: sizes, against: reference)
    return [IndexAnswer([index.value, index.halved])]
  }
}

extension Matrix {
  /// For each row, the sum of each column over the other rows: what stands above and below it, so
  /// that nothing is taken off a sum.
  fileprivate var totalsOfOthers: [[Double]] {
    var others = [[Double]](repeating: [Double](repeating: 0, count: columns), count: rows)
    for column in 0..<columns {
      for order in [Array(0..<rows), (0..<rows).reversed()] {
        var sum = CompensatedSum()
        for row in order {
          others[row][column] += sum.value
          sum.add(self[row, column])
        }
      }
    }
    return others
  }
}
