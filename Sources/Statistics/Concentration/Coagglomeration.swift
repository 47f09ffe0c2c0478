/// How far the industries of a group locate together, beyond each industry's own concentration.
///
///     γᶜ = (G/(1 - Σ p_r²) - H - Σ_j γ_j w_j² (1 - H_j)) / (1 - Σ_j w_j²)
///        = (G - Σ_j w_j² G_j) / ((1 - Σ p_r²) (1 - Σ_j w_j²))
///
/// w_j is the industry's share of the group's employment, G and G_j = Σ_r (s_r - p_r)² the raw
/// concentration of the group and of the industry, H = Σ_j w_j² H_j. The second line follows from
/// the definition of γ_j: the plants' Herfindahl indices cancel out, so plants need not be known.
///
/// - Unit: none.
/// - Range: below 0 (apart), 0 (independent), up to 1; for two industries it is the pairwise index
///   Σ_r (s_ir - p_r)(s_jr - p_r) / (1 - Σ p_r²).
/// - Source: Glenn Ellison and Edward L. Glaeser, "Geographic Concentration in U.S. Manufacturing
///   Industries: A Dartboard Approach", Journal of Political Economy 105, 1997, equation 5; Glenn
///   Ellison, Edward L. Glaeser and William R. Kerr, "What Causes Industry Agglomeration?", American
///   Economic Review 100, 2010.
public struct Coagglomeration: TableIndex, Hashable {
  /// γᶜ, at most 1.
  public let gamma: Double

  /// Measures a group of industries.
  ///
  /// - Parameters:
  ///   - employment: Regions by the industries of the group, at least 2 with employment.
  ///   - reference: Total employment of each region, all industries.
  /// - Throws: ``StatisticError/undefined(_:)`` where fewer than 2 industries have employment, or
  ///   one region has all of the reference; ``StatisticError/invalid(_:)`` where the regions differ
  ///   in number, or a value is negative or not finite.
  public init(employment: Matrix, reference: [Double]) throws(StatisticError) {
    try employment.requireSizes()
    try requireSameCount(employment.rows, "the regions", reference.count, "the references")
    let whole = try Shares(of: reference, "the references").values
    let spread = whole.total { $0 * (1 - $0) }
    guard spread > 0 else { throw .undefined("one region has all of the reference") }
    let weights = try Shares(of: employment.columnTotals).values
    let others = weights.total { $0 * (1 - $0) }
    guard weights.count(where: { $0 > 0 }) > 1, others > 0 else {
      throw .undefined("fewer than two industries have employment")
    }
    func concentration(_ sizes: [Double]) throws(StatisticError) -> Double {
      zip(try Shares(of: sizes).values, whole).total { ($0 - $1) * ($0 - $1) }
    }
    var own = CompensatedSum()
    for (industry, weight) in weights.enumerated() where weight > 0 {
      own.add(weight * weight * (try concentration(employment.column(industry))))
    }
    gamma = (try concentration(employment.rowTotals) - own.value) / (spread * others)
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "coagglomeration", title: "Coagglomeration index of Ellison and Glaeser",
    formula: "gamma_c = (G - sum w_j^2 G_j) / ((1 - sum p^2) (1 - sum w_j^2))",
    range: "below 0 to 1; 0 is independence",
    convention: "w_j is the industry's share of the group's employment",
    source: "Ellison and Glaeser, Geographic Concentration in U.S. Manufacturing Industries, 1997",
    agrees: ["morie coagglomeration"], differs: ["REAT ellison.c answers 12.07 on its own example"])

  /// The group of each industry.
  public static var requirements: Set<TableRequirement> { [.groups] }

  /// The index of each group, which needs every region's cell of its industries; the reference is the
  /// total of each region.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    try requireSameCount(table.industryCount, "the industries", table.groups.count, "their groups")
    let (reference, cells) = (table.regionTotals, table.cellsByIndustry)
    guard !reference.contains(where: { $0.isNaN }) else {
      throw .undefined("a cell of the reference is suppressed or missing")
    }
    var values: [Double?] = []
    var notes: [Int: String] = [:]
    for (group, industries) in members(of: table.groups).map(\.units).enumerated() {
      do throws(StatisticError) {
        let found = industries.reduce(0) { $0 + cells[$1].count }
        let absent = industries.count * table.regionCount - found
        guard absent == 0 else {
          throw .undefined("\(absent) cells of the group are absent, and the index takes all")
        }
        let employment = try Matrix(
          rows: table.regionCount, columns: industries.count,
          cells: (0..<table.regionCount).flatMap { region in
            industries.map { table.sizes[cells[$0][region]] }
          })
        values.append(try Coagglomeration(employment: employment, reference: reference).gamma)
      } catch {
        values.append(nil)
        notes[group] = error.reason
      }
    }
    var part = TableAnswer.Part(.group, [("coagglomeration", values)])
    part.notes = notes
    return TableAnswer([part])
  }
}
