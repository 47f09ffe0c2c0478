import ClusterModel

/// Computes a printed share from a count and the total that it is a share of.
///
/// Where the count is not printed it is chosen: the whole number nearest to the share. Where the
/// total is known by that count and share alone, the share is fitted to it.
struct ShareOfTotal: RecomputationRule {
  private let evidence: DocumentEvidence
  private let totals: ClusterTotals

  init(_ evidence: DocumentEvidence, _ totals: ClusterTotals) {
    self.evidence = evidence
    self.totals = totals
  }

  func recompute(
    _ figure: DocumentEvidence.Figure
  ) throws(RecomputationError) -> Recomputation? {
    guard figure.isShare, let percent = figure.statistic.value,
      let total = totals.whole(of: figure, evidence), let whole = total.value
    else { return nil }
    guard whole.low > 0 else {
      throw RecomputationError(
        description: "the parts of cluster_set '\(total.set)' add up to 0, and have no shares")
    }
    let count = evidence.count(ofSet: figure.statistic.subjectKey, in: figure.source)
    guard let number = count?.statistic.value else {
      return whole.isNumber ? fitted(percent, of: whole.low) : nil
    }
    guard let share = Interval(100 * number).divided(by: whole) else { return nil }
    let formula = "\(DecimalDigits.text(number)) / \(whole.text)"
    guard total.sum == nil else {
      return Recomputation(
        value: share, formula: formula,
        note: "\(whole.text) is the sum of \(total.parts.count) counts")
    }
    return Recomputation(
      value: share, formula: formula, note: Self.remark(on: whole, number, percent), isFitted: true)
  }

  private static func remark(on whole: Interval, _ number: Double, _ percent: Double) -> String {
    let part = "\(DecimalDigits.text(number)) are \(DecimalDigits.text(percent)) %"
    return whole.isNumber
      ? "\(whole.text) is the only whole total of which \(part)"
      : "of any whole total from \(whole.text) \(part)"
  }

  private func fitted(_ percent: Double, of whole: Double) -> Recomputation {
    let count = (percent * whole / 100).rounded()
    var note = """
      no count is printed; \(DecimalDigits.text(count)) is the whole number nearest to \
      \(DecimalDigits.text(percent)) % of \(DecimalDigits.text(whole))
      """
    if 100 / whole <= 2 * DecimalDigits.half(DecimalDigits.count(percent)) {
      note += ", and a total of that size fits any share of so many digits"
    }
    return Recomputation(
      value: Interval(100 * count / whole),
      formula: "\(DecimalDigits.text(count)) / \(DecimalDigits.text(whole))", note: note,
      isFitted: true)
  }
}
