import ClusterModel

/// Computes the figures of table `statistic` by the first rule that speaks of each.
struct StatisticRecomputation {
  private let evidence: DocumentEvidence
  private let rules: [any RecomputationRule]

  init(_ evidence: DocumentEvidence, _ totals: ClusterTotals) {
    self.evidence = evidence
    rules = [
      StoredListCount(evidence), ShareOfTotal(evidence, totals), CountFromTotal(evidence, totals),
      AverageWithinBands(evidence), YuanConversion(),
    ]
  }

  /// The row of one figure.
  func figure(of figure: DocumentEvidence.Figure) -> DocumentFigure {
    let (statistic, printed) = (figure.statistic, PrintedFigure(figure.statistic))
    var row = DocumentFigure(
      key: figure.key, sources: figure.source.map { [$0] } ?? [],
      subject: statistic.subjectText ?? statistic.subjectKey,
      printed: printed?.text ?? statistic.valueText, unit: statistic.unit)
    row.contradictions = DocumentFigure.contradictions(of: [figure], evidence)
    do throws(RecomputationError) {
      for rule in rules {
        guard let printed, let result = try rule.recompute(figure) else { continue }
        row.take(result.value, for: printed, isFraction: false)
        if result.isFitted, row.verdict == .agrees { row.verdict = .compatible }
        (row.formula, row.note) = (result.formula, result.note)
        return row
      }
      row.note = reason(for: figure)
    } catch {
      row.fail(error.description)
    }
    return row
  }

  /// Why nothing can be computed for `figure`.
  private func reason(for figure: DocumentEvidence.Figure) -> String {
    let statistic = figure.statistic
    let reason =
      switch statistic.class {
      case .date: "a date"
      case .bibliographic: "a number that describes a document"
      case .slogan: "a phrase, not a measurement"
      case .reported, .enumerated, .classificationCount:
        if statistic.value == nil {
          "given in words alone"
        } else if figure.isShare {
          "no total is known that it is a share of"
        } else if figure.isCount {
          "the rows list nothing that it counts"
        } else if statistic.comparator != .equal {
          "a bound or range, not a measured amount"
        } else {
          "no other figure leads to it"
        }
      }
    let checks = evidence.checks.filter { check in
      check.inputs.contains { $0.key == figure.key }
    }
    guard !checks.isEmpty else { return reason }
    return "\(reason); goes into \(checks.map { $0.check.key }.joined(separator: ", "))"
  }
}
