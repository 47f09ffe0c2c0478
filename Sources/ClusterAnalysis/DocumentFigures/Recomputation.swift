/// What comes out where a figure is computed from other rows.
struct Recomputation {
  /// What comes out, in the unit of the figure.
  let value: Interval
  /// How, in numbers: `18 / 49`.
  let formula: String
  /// From which rows, or what is chosen in it; nil where the formula says all.
  var note: String?
  /// Whether a number was chosen so that the figure comes out: then it agrees by choice, and is
  /// compatible at most.
  var isFitted = false
}

/// A way to compute some of the figures from other rows.
protocol RecomputationRule {
  /// What comes out for `figure`; nil where the rule does not speak of such a figure, or the rows
  /// that it needs are not there.
  ///
  /// - Throws: ``RecomputationError`` where they are there and wrong.
  func recompute(_ figure: DocumentEvidence.Figure) throws(RecomputationError) -> Recomputation?
}

/// Why a figure cannot be computed from rows that are there.
struct RecomputationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with which row.
  let description: String
}
