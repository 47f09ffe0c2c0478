import ClusterModel

/// Bounds an average from below, and where the bands cover everything from above, by the shares of
/// the size bands that the same document prints: Σ share × lower end, Σ share × upper end.
///
/// What lies in no band counts as 0 at least: sizes are not negative.
struct AverageWithinBands: RecomputationRule {
  private let evidence: DocumentEvidence

  init(_ evidence: DocumentEvidence) { self.evidence = evidence }

  func recompute(
    _ figure: DocumentEvidence.Figure
  ) throws(RecomputationError) -> Recomputation? {
    let statistic = figure.statistic
    guard statistic.indicator.hasPrefix("average"), statistic.subjectType == .clusterSet,
      let unit = statistic.unit
    else { return nil }
    var (low, high, covered) = (0.0, 0.0, 0.0)
    var terms: [String] = []
    for part in evidence.parts(ofSet: statistic.subjectKey) {
      let figures = evidence.figures(ofSet: part, in: figure.source)
      guard let percent = figures.first(where: { $0.isShare })?.statistic.value,
        let band = figures.first(where: {
          $0.statistic.comparator == .range && $0.statistic.unit == unit
        })?.statistic, let lower = band.value, let upper = band.valueMax, lower >= 0
      else { continue }
      low += percent / 100 * lower
      high += percent / 100 * upper
      covered += percent
      terms.append("\(DecimalDigits.text(percent)) % of \(Interval(lower, upper).text)")
    }
    guard !terms.isEmpty else { return nil }
    guard covered <= 100 + 1e-9 else {
      throw RecomputationError(
        description: """
          the bands of cluster_set '\(statistic.subjectKey)' hold \(DecimalDigits.text(covered)) \
          percent
          """)
    }
    let isWhole = covered > 100 - 1e-9
    return Recomputation(
      value: Interval(low, isWhole ? high : .infinity), formula: terms.joined(separator: " + "),
      note: isWhole
        ? "between the sums of the lower and of the upper ends"
        : "at least the lower ends; where the other clusters lie is not printed")
  }
}
