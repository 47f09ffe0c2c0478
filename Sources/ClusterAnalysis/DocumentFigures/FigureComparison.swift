import ClusterModel

/// The figures of two documents about one thing, held against each other.
///
/// Compared are figures of the same indicator, else the only figures of a unit on either side, but
/// for shares, which may be of different wholes; then the totals of what the figures are parts of.
struct FigureComparison {
  /// The figures of one document.
  struct Side {
    let figures: [Statistic]
    /// The total of the set that they are parts of; nil where none is known.
    let total: Interval?
  }

  /// How they stand to each other: as the figures do, else as the totals do.
  let figures: DocumentContradictions.Figures
  /// What was compared.
  let text: String

  /// Compares; nil where there is nothing to compare.
  init?(_ one: Side, _ other: Side) {
    var found: [DocumentContradictions.Figures] = []
    var told: [String] = []
    for (ours, theirs) in Self.pairs(one.figures, other.figures) {
      let isSame = ours.text == theirs.text
      let result = isSame ? .equal : Self.relation(ours.interval, theirs.interval)
      found.append(result)
      told.append("\(ours.text) \(Self.sign(result)) \(theirs.text) \(ours.unit ?? "")")
    }
    for (ours, theirs) in Self.phrases(one.figures, other.figures) {
      found.append(ours == theirs ? .equal : .apart)
      told.append("\(ours) \(Self.sign(ours == theirs ? .equal : .apart)) \(theirs)")
    }
    if let ours = one.total, let theirs = other.total {
      let result = Self.relation(ours, theirs)
      if found.isEmpty { found.append(result) }
      told.append("\(ours.text) \(Self.sign(result)) \(theirs.text) in all")
    }
    guard !found.isEmpty else { return nil }
    figures =
      found.contains(.apart) ? .apart : found.contains(.overlapping) ? .overlapping : .equal
    text = told.joined(separator: "; ")
  }

  private static func pairs(
    _ ours: [Statistic], _ theirs: [Statistic]
  ) -> [(PrintedFigure, PrintedFigure)] {
    var pairs: [(PrintedFigure, PrintedFigure)] = []
    for figure in ours {
      guard let printed = PrintedFigure(figure), let unit = printed.unit else { continue }
      let same = theirs.filter { $0.unit == unit && $0.value != nil }
      let isOnly = unit != "percent" && same.count == 1 && ours.count { $0.unit == unit } == 1
      let match = same.first { $0.indicator == figure.indicator } ?? (isOnly ? same.first : nil)
      if let other = match.flatMap({ PrintedFigure($0) }) { pairs.append((printed, other)) }
    }
    return pairs
  }

  /// What both print in letters, under the same indicator.
  private static func phrases(
    _ ours: [Statistic], _ theirs: [Statistic]
  ) -> [(String, String)] {
    ours.compactMap { figure in
      let other = theirs.first {
        $0.indicator == figure.indicator && $0.value == nil && figure.value == nil
      }
      guard let text = figure.valueText, let their = other?.valueText else { return nil }
      return (text, their)
    }
  }

  private static func relation(
    _ one: Interval, _ other: Interval
  ) -> DocumentContradictions.Figures {
    // "Over 10" and "10 and over" have the same ends and are not the same.
    if one == other, one.isNumber { return .equal }
    return one.overlaps(other) ? .overlapping : .apart
  }

  private static func sign(_ relation: DocumentContradictions.Figures) -> String {
    switch relation {
    case .equal: "="
    case .overlapping: "and"
    case .apart: "against"
    }
  }
}
