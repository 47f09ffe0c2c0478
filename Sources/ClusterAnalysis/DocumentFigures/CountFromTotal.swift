import ClusterModel

/// Computes a count from the total and a share: its own share of the sum of all parts, or the total
/// that another part's share implies, less all other parts.
struct CountFromTotal: RecomputationRule {
  private let evidence: DocumentEvidence
  private let totals: ClusterTotals

  init(_ evidence: DocumentEvidence, _ totals: ClusterTotals) {
    self.evidence = evidence
    self.totals = totals
  }

  func recompute(
    _ figure: DocumentEvidence.Figure
  ) throws(RecomputationError) -> Recomputation? {
    guard figure.isCount, let count = figure.statistic.value,
      let total = totals.whole(of: figure, evidence), let sum = total.sum,
      total.parts.contains(where: { $0.key == figure.key })
    else { return nil }
    if let own = total.pairs.first(where: { $0.count.key == figure.key }) {
      let percent = own.share.statistic.value ?? 0
      return Recomputation(
        value: Interval(percent * sum / 100),
        formula: "\(DecimalDigits.text(percent)) % of \(DecimalDigits.text(sum))",
        note: "\(DecimalDigits.text(sum)) is the sum of \(total.parts.count) counts")
    }
    guard let pair = total.pairs.first(where: { $0.isCertain }) else { return nil }
    return Recomputation(
      value: Interval(pair.whole.low - (sum - count)),
      formula: "\(pair.whole.text) - \(DecimalDigits.text(sum - count))",
      note: """
        \(pair.text) implies \(pair.whole.text) in all, and the other \(total.parts.count - 1) \
        counts add up to \(DecimalDigits.text(sum - count))
        """)
  }
}
