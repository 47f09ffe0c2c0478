import ClusterModel

/// A number as it is printed: how it is limited, and to how many digits.
struct PrintedFigure: Hashable, Sendable {
  /// What is printed; one end is infinite where only the other is limited.
  let interval: Interval
  /// How many digits stand behind the point.
  let digits: Int
  /// The unit; `percent` for a share.
  let unit: String?
  /// As it stands in the table, without its unit.
  let text: String

  /// The number of `statistic`; nil where it is given in words alone.
  init?(_ statistic: Statistic) {
    guard let value = statistic.value else { return nil }
    let upper = statistic.valueMax ?? value
    let number = DecimalDigits.text(value)
    switch statistic.comparator {
    case .equal, .range:
      interval = Interval(value, upper)
      text = interval.text
    case .less, .lessOrEqual:
      interval = Interval(-.infinity, value)
      text = "\(statistic.comparator.rawValue) \(number)"
    case .greater, .greaterOrEqual:
      interval = Interval(value, .infinity)
      text = "\(statistic.comparator.rawValue) \(number)"
    }
    digits = max(DecimalDigits.count(value), DecimalDigits.count(upper))
    unit = statistic.unit
  }

  /// The number that the text of a result begins with: `49`, `63.27%`, `27 to 54`, `360 billion
  /// RMB`; nil where it begins with none.
  init?(result: String) {
    guard
      let match = result.wholeMatch(
        of: /\s*(-?\d+(?:\.\d+)?)(?:\s*(?:to|\.\.)\s*(-?\d+(?:\.\d+)?))?\s*(%|[^\d%]*)\s*/),
      let low = Double(match.1), match.3 != "to"
    else { return nil }
    let high = match.2.flatMap { Double($0) } ?? low
    interval = Interval(low, high)
    digits = [match.1, match.2 ?? ""].map { $0.drop { $0 != "." }.dropFirst().count }.max() ?? 0
    let words = match.3.split(separator: " ").joined(separator: " ")
    unit = words == "%" ? "percent" : words.isEmpty ? nil : words
    text = match.2.map { "\(match.1) to \($0)" } ?? String(match.1)
  }

  /// Whether it is a single number.
  var isNumber: Bool { interval.isNumber }

  /// What is to be said of it where `recomputed` comes out.
  func verdict(on recomputed: Interval) -> FigureVerdict {
    // A hair more than half a unit, for what binary fractions lose.
    let open = DecimalDigits.half(digits) * (1 + 1e-9)
    if recomputed.isWithin(open, of: interval) { return .agrees }
    guard !(interval.isNumber && recomputed.isNumber) else { return .differs }
    return interval.widened(by: open).overlaps(recomputed) ? .compatible : .differs
  }

  /// By how much `recomputed` lies above what is printed; nil where either is no single number.
  func difference(of recomputed: Interval) -> Double? {
    guard interval.isNumber, recomputed.isNumber else { return nil }
    return recomputed.low - interval.low
  }
}
