/// How far the measures of a distribution can lie apart where some of its sizes are known by an
/// interval only.
///
/// The bounds are the least and the greatest value over all sizes in the box of the intervals, each
/// varying by itself. Where a size has no upper end, or 0 leaves the measure undefined, the bound is
/// the limit that it tends to.
///
/// - Exact: the greatest value of a measure that rises with inequality (and the least of one that
///   falls), where the corners of the box are few enough to be tried one by one: at most 4,096, so 12
///   intervals, or more where units that share one interval are interchangeable. The least value of
///   such a measure, where ``DistributionShape`` names the level at which sizes are as even as their
///   intervals allow. Both bounds of measures that rise with every size, or are sums over the units.
/// - A search: all else, which are corners beyond those and measures of which no shape is known, such
///   as those compared with a whole that changes with the sizes. A search goes from the best corners
///   along one size after the other, and from there along their turning points; its bounds are
///   reached, but sizes with more extreme values may exist.
/// - Source: Albert W. Marshall, Ingram Olkin and Barry C. Arnold, "Inequalities: Theory of
///   Majorization and Its Applications", second edition 2011; for what is least and greatest in a
///   box.
public struct DistributionBounds: Hashable, Sendable {
  /// The bounds of one measure.
  public struct Range: Hashable, Sendable {
    /// The least value, or the limit of values that fall towards it; minus infinity where nothing
    /// bounds it; nil where it is undefined all over the box, or does not converge.
    public let lower: Double?
    /// The greatest value likewise; infinite where nothing bounds it.
    public let upper: Double?
    /// Whether both are exact; otherwise one is the outcome of a search, and lies within the truth.
    public let isExact: Bool
  }

  /// The bounds of one line of what an index answers.
  public struct Line: Hashable, Sendable {
    /// What tells it from the other lines; nil where there is one.
    public let label: String?
    /// The bounds of each measure, in the order of the index's measures.
    public let ranges: [Range]
  }

  /// The lines, in the order of the index's answers.
  public let lines: [Line]

  /// Bounds the measures of an index.
  ///
  /// - Parameters:
  ///   - index: The index.
  ///   - distribution: What is known. At a unit whose size is unknown, the size is not looked at,
  ///     and the reference is what the others have there, to which the size is added.
  ///   - unknown: Where the unknown sizes lie, by the position of their units.
  ///   - others: Where lies what the others have, by the position of the units where that is
  ///     unknown; the reference is not looked at there.
  ///   - parameters: What is set in the index.
  /// - Throws: ``StatisticError/invalid(_:)`` where an interval is empty, negative or of no unit;
  ///   ``StatisticError/undefined(_:)`` where the index is undefined all over the box, or it does not
  ///   take what is known.
  public init(
    of index: any DistributionIndex.Type, for distribution: Distribution,
    unknown: [Int: IndustryTable.Interval], others: [Int: IndustryTable.Interval] = [:],
    _ parameters: IndexParameters
  ) throws(StatisticError) {
    let count = index.definition.measures.count
    var shapes = index.shapes(parameters)
    if shapes.isEmpty { shapes = [DistributionShape](repeating: .other(steps: []), count: count) }
    if !others.isEmpty { shapes = shapes.map(\.whereOthersVary) }
    let varying = shapes.contains(.other(steps: [])) ? others : [:]
    let box = try DistributionBox(index, distribution, unknown, varying, parameters)
    let labels = try box.labels()
    let searches = box.reaches.map { DistributionSearch(box, reach: $0) }
    lines = labels.enumerated().map { line, label in
      let ranges = (0..<count).map { measure in
        let found = searches.map { $0.range(of: line * count + measure, shapes[measure]) }
        return Range(
          lower: Self.limit(of: found.map(\.lower)), upper: Self.limit(of: found.map(\.upper)),
          isExact: found.allSatisfy(\.isExact))
      }
      return Line(label: label, ranges: ranges)
    }
    try Cancellation.check()
  }

  /// What values tend to that were found in boxes each of which reaches further than the one before,
  /// by the same factor: infinite where they grow by no less each time.
  static func limit(of values: [Double?]) -> Double? {
    guard values.count == 3 else { return values.first ?? nil }
    guard let first = values[0], let second = values[1], let third = values[2] else { return nil }
    let (step, next) = (second - first, third - second)
    if abs(next) <= 1e-12 * max(1, abs(third)) { return third }
    // Steps that shrink by one factor add up to a geometric series.
    if abs(next) < 0.99 * abs(step), step.sign == next.sign {
      return third + next * next / (step - next)
    }
    guard step.sign == next.sign, abs(next) >= 0.99 * abs(step) else { return nil }
    return next > 0 ? .infinity : -.infinity
  }
}
