/// How far an industry's quotient in each region lies from its mean over the regions.
///
///     z_r = (LQ_r - mean LQ) / s,   s² = Σ (LQ_r - mean LQ)² / (n - 1)
///
/// - Unit: standard deviations of the industry over the regions.
/// - Shape: one industry's quotients over all regions in, one score a region out.
/// - Range: any; the scores have mean 0 and standard deviation 1.
/// - Source: Dan O'Donoghue and Bill Gleave, "A Note on Methods for Measuring Industrial
///   Agglomeration", Regional Studies 38, 2004. They call for the logarithm where the quotients are
///   skewed; its base does not matter.
public struct StandardizedLocationQuotient: TableIndex, Hashable {
  /// The score of each region, in the order of the quotients.
  public let scores: [Double]

  /// Computes the scores.
  ///
  /// - Parameters:
  ///   - quotients: The industry's location quotients, one a region, at least 2.
  ///   - ofLogarithms: Whether their logarithms are standardised.
  /// - Throws: ``StatisticError/undefined(_:)`` where all are equal, or a logarithm of 0 is asked
  ///   for; ``StatisticError/invalid(_:)`` where one is negative or not finite.
  public init(quotients: [Double], ofLogarithms: Bool = false) throws(StatisticError) {
    try requireSizes(quotients, "the quotients")
    guard quotients.count > 1 else { throw .undefined("one region has no deviation") }
    if ofLogarithms, quotients.contains(0) {
      throw .undefined("a quotient of 0 has no logarithm")
    }
    let values = ofLogarithms ? quotients.map { ln($0) } : quotients
    guard let least = values.min(), let greatest = values.max(), least < greatest else {
      throw .undefined("the quotients are all equal")
    }
    let mean = values.mean
    let deviation = (values.squaredDeviations / Double(values.count - 1)).squareRoot()
    guard deviation > 0, deviation.isFinite else {
      throw .undefined("the deviation of the quotients cannot be computed")
    }
    scores = values.map { ($0 - mean) / deviation }
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "standardized-location-quotient", title: "Standardised location quotient",
    formula: "z_r = (LQ_r - mean LQ) / s", range: "any; mean 0, standard deviation 1",
    unit: "standard deviations",
    convention: "over the regions of one industry; s with n - 1; of LQ or of ln LQ",
    source: "O'Donoghue and Gleave, A Note on Methods for Measuring Industrial Agglomeration, 2004",
    measures: ["standardized_location_quotient", "location_quotient"],
    parameters: [
      IndexParameter(
        "of", .choice(["quotients", "logarithms"]), usual: "quotients",
        "what is standardised: the quotients, or their logarithms where they are skewed")
    ],
    differs: ["REAT locq2 LQ.norm subtracts the means of columns down the rows"])

  /// What the quotients are measured against.
  public static var requirements: Set<TableRequirement> { [.reference] }

  /// The score of each cell among those of its industry.
  public static func answer(
    for table: IndustryTable, _ parameters: IndexParameters
  ) throws(StatisticError) -> TableAnswer {
    let ofLogarithms = parameters.choice("of") == "logarithms"
    return try table.answerByIndustry(definition.measures) { _, quotients throws(StatisticError) in
      let index = try StandardizedLocationQuotient(
        quotients: quotients, ofLogarithms: ofLogarithms)
      return [index.scores, quotients]
    }
  }
}
