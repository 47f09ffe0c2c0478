/// The bounds that make a firm of one group of industries large, medium, small or micro.
public struct SizeBounds: Hashable, Sendable {
  private let bounds: [Bound]

  /// What one figure must reach.
  private struct Bound: Hashable, Sendable {
    let figure: SizeRule.Figure
    let large: Double
    let medium: Double
    let small: Double
  }

  /// Takes the rules of one group of industries.
  public init(_ rules: [SizeRule]) {
    bounds = rules.map { rule in
      Bound(
        figure: rule.figure, large: rule.largeFrom, medium: rule.mediumFrom, small: rule.smallFrom)
    }
  }

  /// The size of a firm with these figures: the largest of which it reaches every bound.
  ///
  /// A figure that is not known does no harm where another one alone makes the firm micro.
  ///
  /// - Throws: ``SizeClassifier/Problem/missing(_:)`` with the first figure that is needed.
  public func size(
    _ figures: SizeClassifier.Figures
  ) throws(SizeClassifier.Problem) -> Firm.SizeClass {
    var steps = 0
    var missing: SizeRule.Figure?
    for bound in bounds {
      guard let value = figures[bound.figure], !value.isNaN else {
        missing = missing ?? bound.figure
        continue
      }
      steps = max(
        steps, value >= bound.large ? 0 : value >= bound.medium ? 1 : value >= bound.small ? 2 : 3)
    }
    if steps == 3 { return .micro }
    if let missing { throw .missing(missing) }
    return steps == 0 ? .large : steps == 1 ? .medium : .small
  }
}
