/// Between which values simulated curves lie, place by place and as whole curves.
///
/// - Convention: the local bounds leave the level beyond them at each place. The global bounds are
///   the tightest pair of ranks for which at most the level of the curves passes beyond at any place,
///   for each side apart; with few simulations they are the least and the greatest curve.
/// - Source: Gilles Duranton and Henry G. Overman, "Testing for Localization Using Micro-Geographic
///   Data", Review of Economic Studies 72, 2005.
public struct SimulationEnvelope: Hashable, Sendable {
  /// How many curves were simulated.
  public let simulations: Int
  /// The part of curves beyond each side.
  public let level: Double
  /// The mean of the curves at each place.
  public let mean: [Double]
  /// The lower local bound at each place.
  public let lower: [Double]
  /// The upper local bound at each place.
  public let upper: [Double]
  /// The lower global bound at each place.
  public let globalLower: [Double]
  /// The upper global bound at each place.
  public let globalUpper: [Double]

  /// Bounds curves of one length, at least one.
  init(of curves: [[Double]], level: Double) {
    let places = curves[0].indices
    let sorted = places.map { place in curves.map { $0[place] }.sorted() }
    (simulations, self.level) = (curves.count, level)
    mean = sorted.map { $0.mean }
    lower = sorted.map { Quantile(ofSorted: $0, at: level).value }
    upper = sorted.map { Quantile(ofSorted: $0, at: 1 - level).value }
    let allowed = Int(level * Double(curves.count))
    // Where the computation is cancelled, the bounds are worth nothing.
    func outside(_ passes: (Double, Int) -> Bool) -> Int {
      if Cancellation.isRequested() { return .max }
      return curves.count { curve in places.contains { passes(curve[$0], $0) } }
    }
    var (below, above) = (0, curves.count - 1)
    while below + 1 < curves.count, outside({ $0 < sorted[$1][below + 1] }) <= allowed {
      below += 1
    }
    while above > 0, outside({ $0 > sorted[$1][above - 1] }) <= allowed { above -= 1 }
    globalLower = sorted.map { $0[below] }
    globalUpper = sorted.map { $0[above] }
  }
}
