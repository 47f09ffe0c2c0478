import Statistics

/// What an index answers beside what a peer answers.
struct Comparison {
  let index: any Statistic.Type
  let ours: [Double?]
  let theirs: [Double?]
  /// How far apart they may lie where the peer's method tells more than the case does.
  var tolerance: Double?

  init(
    _ index: any Statistic.Type, _ ours: [Double?], _ theirs: [Double?], tolerance: Double? = nil
  ) {
    (self.index, self.ours, self.theirs, self.tolerance) = (index, ours, theirs, tolerance)
  }

  /// How far two values lie apart, as a part of the peer's where that exceeds 1.
  static func difference(_ ours: Double, _ theirs: Double) -> Double {
    abs(ours - theirs) / max(1, abs(theirs))
  }

  /// What is allowed in `one`; the peers' values are written with 15 digits.
  func allowed(in one: PeerCase) -> Double { max(tolerance ?? one.tolerance, 2e-14) }
}

/// What we compute for a case, index by index.
typealias Compute = @Sendable (PeerCase) throws -> [Comparison]

/// Compares one index with all that the peer answers.
func whole(
  _ index: any Statistic.Type, _ ours: @escaping @Sendable (PeerCase) throws -> [Double?]
) -> Compute {
  { [Comparison(index, try ours($0), $0.expected.flat)] }
}

/// Compares one index with some of what the peer answers.
func some(
  _ index: any Statistic.Type,
  _ both: @escaping @Sendable (PeerCase) throws -> [(ours: [Double], theirs: [Double?])]
) -> Compute {
  { try both($0).map { Comparison(index, $0.ours, $0.theirs) } }
}

/// Compares several indices with what one peer answers.
func several(_ all: @escaping @Sendable (PeerCase) throws -> [Comparison]) -> Compute { all }
