/// The sizes that a distribution can have where some are known by an interval only.
struct DistributionBox: Sendable {
  /// A value that lies in an interval.
  struct Side: Hashable, Sendable {
    let unit: Int
    /// Whether it is what the others have at the unit, and not the size.
    let isOthers: Bool
    let lower: Double
    let upper: Double
  }

  let sides: [Side]
  let distribution: Distribution
  /// The greatest value that is known, or 1.
  let scale: Double
  private let index: any DistributionIndex.Type
  private let parameters: IndexParameters

  init(
    _ index: any DistributionIndex.Type, _ distribution: Distribution,
    _ unknown: [Int: IndustryTable.Interval], _ others: [Int: IndustryTable.Interval],
    _ parameters: IndexParameters
  ) throws(StatisticError) {
    var sides: [Side] = []
    for (intervals, isOthers) in [(unknown, false), (others, true)] {
      for (unit, interval) in intervals.sorted(by: { $0.key < $1.key }) {
        guard distribution.sizes.indices.contains(unit), interval.lower >= 0,
          interval.lower.isFinite, interval.lower <= interval.upper
        else {
          throw .invalid(
            "unit \(unit + 1) lies from \(interval.lower) to \(interval.upper): give a unit that is "
              + "there, a finite lower end from 0 and an upper end that is not less")
        }
        if isOthers && distribution.reference.isEmpty { continue }
        sides.append(
          Side(unit: unit, isOthers: isOthers, lower: interval.lower, upper: interval.upper))
      }
    }
    let known = distribution.sizes.indices.filter { unknown[$0] == nil }
    let ends = sides.flatMap { [$0.lower, $0.upper] }.filter { $0.isFinite }
    scale = max(known.map { distribution.sizes[$0] }.max() ?? 0, ends.max() ?? 0)
    (self.sides, self.index, self.parameters) = (sides, index, parameters)
    self.distribution = distribution
  }

  /// The labels of the lines that the index answers.
  ///
  /// - Throws: As the index, where it is undefined at all ends of the intervals.
  func labels() throws(StatisticError) -> [String?] {
    var last: StatisticError?
    for reach in reaches {
      for point in [sides.map(\.upper), sides.map(\.lower)] {
        do throws(StatisticError) {
          let place = zip(point, sides).map {
            min(max($0, min(reach.least, $1.upper)), reach.most)
          }
          return try index.answers(for: self.distribution(at: place), parameters).map(\.label)
        } catch {
          last = error
        }
      }
    }
    throw last ?? .undefined("the index is undefined")
  }

  /// How near to 0 and how far up sides without an upper end are followed.
  struct Reach: Hashable, Sendable {
    let least: Double
    let most: Double
  }

  /// One reach, or three, each further than the one before by the same factor.
  ///
  /// One where every side has an upper end and the measures are defined at the lower ends. What is
  /// compared with a whole is followed less far, since small parts are lost beside large ones in a
  /// sum.
  var reaches: [Reach] {
    let unit = scale > 0 ? scale : 1
    let digits = distribution.reference.isEmpty ? 40 : 2
    let isBounded = sides.allSatisfy { $0.upper.isFinite }
    let lowest = plainValues(at: sides.map(\.lower))
    let isDefined = !lowest.isEmpty && !lowest.contains { $0 == nil }
    if isBounded && (isDefined || sides.allSatisfy { $0.lower > 0 }) {
      return [Reach(least: 0, most: unit)]
    }
    return (1...3).map { step in
      let factor = power(10, Double(step * digits))
      return Reach(least: unit / factor, most: unit * factor)
    }
  }

  /// The values of all measures, line after line; nil where undefined.
  ///
  /// Where they are undefined and a side is 0, it is taken as little above.
  func values(at point: [Double], _ reach: Reach) -> [Double?] {
    // Where the computation is cancelled, a search ends for want of values.
    if Cancellation.isRequested() { return [] }
    let values = plainValues(at: point)
    guard values.isEmpty || values.contains(where: { $0 == nil }), point.contains(0),
      reach.least > 0
    else { return values }
    let lifted = zip(point, sides).map {
      $0 == 0 && $1.upper > 0 ? min(reach.least, $1.upper) : $0
    }
    let nearby = plainValues(at: lifted)
    return values.isEmpty ? nearby : zip(values, nearby).map { $0 ?? $1 }
  }

  private func plainValues(at point: [Double]) -> [Double?] {
    do {
      return try index.answers(for: distribution(at: point), parameters).flatMap(\.values)
    } catch {
      return []
    }
  }

  private func distribution(at point: [Double]) -> Distribution {
    var result = distribution
    guard !result.reference.isEmpty else {
      for (side, value) in zip(sides, point) { result.sizes[side.unit] = value }
      return result
    }
    var rest = others
    for (side, value) in zip(sides, point) {
      if side.isOthers { rest[side.unit] = value } else { result.sizes[side.unit] = value }
    }
    for side in sides { result.reference[side.unit] = rest[side.unit] + result.sizes[side.unit] }
    return result
  }

  /// What the others have at each unit.
  private var others: [Double] {
    let unknown = Set(sides.lazy.filter { !$0.isOthers }.map(\.unit))
    return distribution.reference.indices.map {
      unknown.contains($0)
        ? distribution.reference[$0] : max(0, distribution.reference[$0] - distribution.sizes[$0])
    }
  }

  /// Which sides are interchangeable: those with one interval, where nothing but sizes counts.
  var classes: [[Int]] {
    guard distribution.reference.isEmpty, distribution.othersMean.isEmpty,
      distribution.groups.isEmpty, distribution.population.isEmpty
    else { return sides.indices.map { [$0] } }
    var classes: [IndustryTable.Interval: [Int]] = [:]
    for (number, side) in sides.enumerated() {
      classes[IndustryTable.Interval(lower: side.lower, upper: side.upper), default: []]
        .append(number)
    }
    return classes.values.sorted { $0[0] < $1[0] }
  }

  /// What each unit has where the distribution is even; nil where that is unknown or 0 at a side.
  func weights(_ level: DistributionShape.Level) -> [Double]? {
    guard !sides.contains(where: \.isOthers) else { return nil }
    let weights: [Double] =
      switch level {
      case .equal: distribution.sizes.map { _ in 1 }
      case .population: distribution.population
      case .othersMean: distribution.othersMean
      case .others: others
      }
    guard weights.count == distribution.sizes.count,
      sides.allSatisfy({ weights[$0.unit] > 0 })
    else { return nil }
    return weights
  }
}
