/// How much more often two industries occur together than chance would have it.
///
///     association: (C_ij / T) / ((S_i / T)(S_j / T))
///     probability: C_ij / (T/2 (S_i/T S_j/(T - S_i) + S_j/T S_i/(T - S_j)))
///
/// C is the table of co-occurrences without its diagonal, S its row sums and T their total. The
/// second form draws pairs without repetition, since no industry occurs with itself.
///
/// - Shape: industries by industries, symmetric, with 0 on the diagonal.
/// - Unit: none.
/// - Range: 0 and up; 1 is chance.
/// - Source: Nees Jan van Eck and Ludo Waltman, "How to Normalize Cooccurrence Data?", Journal of the
///   American Society for Information Science and Technology 60, 2009; Mathieu P. A. Steijn,
///   "Improvement on the Association Strength: Implementing a Probabilistic Measure Based on
///   Combinations Without Repetition", Quantitative Science Studies 2, 2021.
public struct Relatedness: TableIndex, Hashable {
  /// What the co-occurrences are compared with.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Pairs drawn with repetition.
    case association
    /// Pairs drawn without repetition.
    case probability
  }

  /// The relatedness of each pair of industries.
  public let values: Matrix

  /// Compares co-occurrences with chance; their diagonal does not count.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where an industry occurs with no other, or all
  ///   co-occurrences are one industry's; ``StatisticError/invalid(_:)`` where the table is not
  ///   symmetric or a cell is negative.
  public init(cooccurrences: Matrix, method: Method = .association) throws(StatisticError) {
    try requireSameCount(cooccurrences.rows, "the rows", cooccurrences.columns, "the columns")
    try requireSizes(cooccurrences.cells, "the co-occurrences")
    guard cooccurrences == cooccurrences.transposed else {
      throw .invalid("the co-occurrences are not symmetric")
    }
    let count = cooccurrences.rows
    var cells = cooccurrences.cells
    for industry in 0..<count { cells[industry * count + industry] = 0 }
    let sums = Matrix(checkedRows: count, columns: count, cells: cells).rowTotals
    let total = sums.total
    if let lonely = sums.firstIndex(of: 0) {
      throw .undefined("industry \(lonely + 1) occurs with no other: leave it out")
    }
    for cell in cells.indices where cells[cell] > 0 {
      let (first, second) = (sums[cell / count], sums[cell % count])
      let chance =
        switch method {
        case .association: first * (second / total)
        case .probability:
          (first * (second / (total - first)) + second * (first / (total - second))) / 2
        }
      cells[cell] = try finite(cells[cell] / chance, "the relatedness")
    }
    values = Matrix(checkedRows: count, columns: count, cells: cells)
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "relatedness", title: "Relatedness (association strength)",
    formula: "(C_ij / T) / ((S_i / T)(S_j / T)); or with pairs drawn without repetition",
    range: "0 and up; 1 is chance", convention: "the diagonal does not count and is 0",
    source:
      "van Eck and Waltman, How to Normalize Cooccurrence Data?, 2009; Steijn, Improvement on "
      + "the Association Strength, 2021",
    parameters: [
      Presence.threshold,
      IndexParameter(
        "method", .choice(Method.allCases.map { $0.rawValue }), usual: "association",
        "whether chance draws pairs with repetition (association) or without (probability)"),
    ],
    peers: [
      PeerConvention(
        .econgeo, "relatedness (of co_occurrence)",
        parameters: ["threshold": "1", "method": "probability"], undefined: 0)
    ],
    agrees: ["EconGeo relatedness (association, prob)"])

  /// The relatedness of each two industries that are present together with any other.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    var presence = try Presence(table, parameters).ofPresentIndustries
    let method: Method =
      parameters.choice("method") == "probability" ? .probability : .association
    let index = try Relatedness(of: &presence, method: method)
    return TableAnswer([presence.part(ofPairs: [("relatedness", index.values.cells)])])
  }

  /// Compares with chance how often industries are present together, and leaves those out that
  /// never are.
  init(of presence: inout Presence, method: Method) throws(StatisticError) {
    let together = try Proximity(of: presence.matrix).cooccurrences
    let lonely = (0..<together.rows).filter { industry in
      (0..<together.rows).allSatisfy { $0 == industry || together[industry, $0] == 0 }
    }
    presence = try presence.without(industries: lonely, .company)
    let left = lonely.isEmpty ? together : try Proximity(of: presence.matrix).cooccurrences
    try self.init(cooccurrences: left, method: method)
  }
}
