/// What the shift-share analyses take: a region and a reference economy at two dates.
public struct RegionalChange: Hashable, Sendable {
  /// A value at two dates.
  struct Pair: Hashable, Sendable {
    let before: Double
    let after: Double
  }

  let region: [Pair]
  let reference: [Pair]
  /// E_i2 / E_i1 for each industry.
  let indices: [Double]
  /// E₂ / E₁.
  let overallIndex: Double

  /// Takes one value for each industry in each list, all in one additive unit.
  ///
  /// - Parameters:
  ///   - region: The region at the earlier date, and at the later.
  ///   - reference: The economy that it is compared with, at the earlier date and at the later.
  /// - Throws: ``StatisticError/undefined(_:)`` where the region is all 0 at the earlier date, or an
  ///   industry is 0 in the reference; ``StatisticError/invalid(_:)`` where lists differ in length
  ///   or are empty, or a value is negative or not finite.
  public init(
    region: (before: [Double], after: [Double]), reference: (before: [Double], after: [Double])
  ) throws(StatisticError) {
    _ = try Shares(of: region.before, "the earlier values of the region")
    try requireSizes(region.after, "the later values of the region")
    let overall = try Shares(of: reference.before, "the earlier values of the reference").total
    try requireSizes(reference.after, "the later values of the reference")
    for list in [region.after, reference.before, reference.after] {
      try requireSameCount(region.before.count, "the industries", list.count, "their values")
    }
    if let empty = reference.before.firstIndex(of: 0) {
      throw .undefined("industry \(empty + 1) is 0 at the earlier date in the reference")
    }
    self.region = zip(region.before, region.after).map { Pair(before: $0, after: $1) }
    self.reference = zip(reference.before, reference.after).map { Pair(before: $0, after: $1) }
    overallIndex = try finite(reference.after.total / overall, "the growth of the reference")
    var indices: [Double] = []
    for (before, after) in zip(reference.before, reference.after) {
      indices.append(try finite(after / before, "the growth of an industry"))
    }
    self.indices = indices
  }
}
