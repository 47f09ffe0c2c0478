import ClusterModel

/// How many clusters there are in a set in all, where a document tells it only by the set's parts.
struct ClusterTotal {
  /// A count of a part and its share of the whole.
  struct Pair {
    let count: DocumentEvidence.Figure
    let share: DocumentEvidence.Figure
    /// The whole numbers of which the count is the share, at the digits that are printed; the
    /// nearest whole number where there is none.
    let whole: Interval

    /// Whether one whole number alone is possible.
    var isCertain: Bool { whole.isNumber }

    /// As it is written for people.
    var text: String {
      "\(DecimalDigits.text(count.statistic.value ?? 0)) / "
        + "\(DecimalDigits.text(share.statistic.value ?? 0)) %"
    }
  }

  /// The key of the set.
  let set: String
  /// The key of the document.
  let source: String?
  /// The parts that a check adds up to the whole; none where no check does.
  let parts: [DocumentEvidence.Figure]
  /// The parts whose count and share are both printed.
  let pairs: [Pair]

  /// What the parts add up to; nil where no check adds them up.
  var sum: Double? {
    parts.isEmpty ? nil : parts.reduce(0) { $0 + ($1.statistic.value ?? 0) }
  }

  /// The total: the sum of the parts, else what a count and its share imply.
  var value: Interval? { sum.map { Interval($0) } ?? pairs.first?.whole }

  /// The figures that it rests on.
  var figures: [DocumentEvidence.Figure] { parts + pairs.flatMap { [$0.count, $0.share] } }
}

/// The totals of all sets of which documents count the parts.
struct ClusterTotals {
  /// The totals, by set and document.
  let all: [ClusterTotal]

  /// Finds the totals.
  ///
  /// Parts are added up only where a row of `derived_check` adds them: counts of parts may overlap
  /// or leave some out, and no rule could tell.
  init(_ evidence: DocumentEvidence) {
    let sums = evidence.checks.compactMap { check -> [DocumentEvidence.Figure]? in
      guard let formula = try? CheckFormula(check.check.formulaRef), formula.isSum else {
        return nil
      }
      let counts = check.inputs.filter { $0.isCount && $0.statistic.subjectType == .clusterSet }
      return counts.count > 1 ? counts : nil
    }
    var totals: [ClusterTotal] = []
    for set in Set(evidence.sets.values.compactMap { $0.whole }).sorted() {
      let parts = evidence.parts(ofSet: set)
      let figures = evidence.figures.filter { figure in parts.contains { figure.isOf(set: $0) } }
      for source in Set(figures.map { $0.source }).sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
        let sum = sums.first { counts in
          counts.allSatisfy { count in
            count.source == source && parts.contains { count.isOf(set: $0) }
          }
        }
        let pairs = parts.compactMap { Self.pair(ofSet: $0, in: source, evidence) }
        guard sum != nil || !pairs.isEmpty else { continue }
        totals.append(
          ClusterTotal(set: set, source: source, parts: sum ?? [], pairs: pairs))
      }
    }
    all = totals
  }

  /// The total of the set that `figure`'s set is part of, in its document; nil where none is known.
  func whole(of figure: DocumentEvidence.Figure, _ evidence: DocumentEvidence) -> ClusterTotal? {
    guard figure.statistic.subjectType == .clusterSet,
      let whole = evidence.sets[figure.statistic.subjectKey]?.whole
    else { return nil }
    return all.first { $0.set == whole && $0.source == figure.source }
  }

  private static func pair(
    ofSet key: String, in source: String?, _ evidence: DocumentEvidence
  ) -> ClusterTotal.Pair? {
    guard let count = evidence.count(ofSet: key, in: source), let number = count.statistic.value,
      let share = evidence.figures(ofSet: key, in: source).first(where: { $0.isShare }),
      let percent = share.statistic.value
    else { return nil }
    let open = DecimalDigits.half(DecimalDigits.count(percent))
    guard percent > open, number > 0 else { return nil }
    let low = (100 * number / (percent + open) - 1e-9).rounded(.up)
    let high = (100 * number / (percent - open) + 1e-9).rounded(.down)
    let nearest = (100 * number / percent).rounded()
    return ClusterTotal.Pair(
      count: count, share: share,
      whole: low <= high ? Interval(low, high) : Interval(nearest))
  }
}
