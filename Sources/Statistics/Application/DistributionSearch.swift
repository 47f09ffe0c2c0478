/// The least and the greatest values of measures in a box of sizes, as far as it reaches.
struct DistributionSearch {
  private let box: DistributionBox
  private let reach: DistributionBox.Reach
  private let sides: [ClosedRange<Double>]
  /// Points at the corners, with the values of all measures; all corners, or some.
  private var corners: [(point: [Double], values: [Double?])] = []
  private var hasAllCorners = false

  /// How many corners are tried at most.
  static let most = 4096

  init(_ box: DistributionBox, reach: DistributionBox.Reach) {
    (self.box, self.reach) = (box, reach)
    sides = box.sides.map { $0.lower...max($0.lower, $0.upper.isFinite ? $0.upper : reach.most) }
    let points = cornerPoints()
    hasAllCorners = points != nil
    let some = [sides.map(\.lowerBound), sides.map(\.upperBound)]
    corners = (points ?? some).map { ($0, box.values(at: $0, reach)) }
  }

  /// The corners, of which those are the same that give interchangeable units the same ends; nil
  /// where they are too many.
  private func cornerPoints() -> [[Double]]? {
    let classes = box.classes.filter { sides[$0[0]].lowerBound < sides[$0[0]].upperBound }
    var count = 1
    for members in classes {
      count *= members.count + 1
      if count > Self.most { return nil }
    }
    var points = [sides.map(\.lowerBound)]
    for members in classes {
      points = points.flatMap { point in
        (0...members.count).map { raised in
          var point = point
          for side in members.prefix(raised) { point[side] = sides[side].upperBound }
          return point
        }
      }
    }
    return points
  }

  /// The range of the measure at a position among all values.
  func range(
    of measure: Int, _ shape: DistributionShape
  ) -> (lower: Double?, upper: Double?, isExact: Bool) {
    switch shape {
    case .inequality(let level):
      let (upper, isGreatest) = corner(measure, 1)
      let (lower, isLeast) = even(measure, 1, level)
      return (lower, upper, isGreatest && isLeast)
    case .equality(let level):
      let (lower, isLeast) = corner(measure, -1)
      let (upper, isGreatest) = even(measure, -1, level)
      return (lower, upper, isLeast && isGreatest)
    case .rising:
      return (
        value(measure, sides.map(\.lowerBound)), value(measure, sides.map(\.upperBound)), true
      )
    case .steps(let steps):
      return (
        climb(measure, -1, steps, turns: false), climb(measure, 1, steps, turns: false), true
      )
    case .other(let steps):
      return (
        climb(measure, -1, steps, turns: true), climb(measure, 1, steps, turns: true),
        sides.isEmpty
      )
    }
  }

  private func value(_ measure: Int, _ point: [Double]) -> Double? {
    let values = box.values(at: point, reach)
    return values.indices.contains(measure) ? values[measure] : nil
  }

  /// The most of a measure times a sign at the corners, with whether they are all there are.
  private func corner(_ measure: Int, _ sign: Double) -> (Double?, Bool) {
    guard hasAllCorners else { return (climb(measure, sign, [], turns: false), false) }
    let values = corners.compactMap {
      $0.values.indices.contains(measure) ? $0.values[measure] : nil
    }
    return (sign > 0 ? values.max() : values.min(), true)
  }

  // MARK: - Along the level

  /// The least of a measure times a sign where the sizes are as even as they can be.
  ///
  /// The sizes are one multiple of the level, clamped into their intervals. The measure falls with
  /// the multiple and then rises, so the ends of the intervals tell between which two of them it
  /// turns. Beyond the greatest size that is known it rises.
  private func even(
    _ measure: Int, _ sign: Double, _ level: DistributionShape.Level?
  ) -> (Double?, Bool) {
    guard !sides.isEmpty else { return (value(measure, []), true) }
    guard let level, let weights = box.weights(level) else {
      return (climb(measure, -sign, [], turns: true), false)
    }
    func point(_ multiple: Double) -> [Double] {
      zip(box.sides, sides).map { side, range in
        min(max(multiple * weights[side.unit], range.lowerBound), range.upperBound)
      }
    }
    func height(_ multiple: Double) -> Double {
      value(measure, point(multiple)).map { $0 * sign } ?? .infinity
    }
    let unknown = Set(box.sides.map(\.unit))
    var ends = box.sides.flatMap { side in
      [side.lower, side.upper].filter { $0.isFinite }.map { $0 / weights[side.unit] }
    }
    let known = box.distribution.sizes.indices
      .filter { !unknown.contains($0) && weights[$0] > 0 }
      .map { box.distribution.sizes[$0] / weights[$0] }
    if let greatest = known.max(), greatest > 0 { ends.append(greatest) }
    if !ends.contains(where: { $0 > 0 }) { ends.append(1) }
    ends = Set(ends).sorted()
    let heights = ends.map(height)
    guard let turn = heights.indices.min(by: { heights[$0] < heights[$1] }) else {
      return (nil, true)
    }
    var least = heights[turn]
    for next in [turn - 1, turn + 1] where ends.indices.contains(next) {
      let (low, high) = (min(ends[turn], ends[next]), max(ends[turn], ends[next]))
      least = min(least, Self.valley(low...high, height).height)
    }
    return (least.isFinite ? least * sign : nil, true)
  }

  /// The least height of a function that falls and then rises, by the golden section.
  private static func valley(
    _ range: ClosedRange<Double>, _ height: (Double) -> Double
  ) -> (place: Double, height: Double) {
    let golden = (5.0.squareRoot() - 1) / 2
    var (low, high) = (range.lowerBound, range.upperBound)
    var (left, right) = (high - golden * (high - low), low + golden * (high - low))
    var (atLeft, atRight) = (height(left), height(right))
    for _ in 0..<72 where high - low > 1e-15 * high {
      if atLeft <= atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - golden * (high - low)
        atLeft = height(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + golden * (high - low)
        atRight = height(right)
      }
    }
    return atLeft <= atRight ? (left, atLeft) : (right, atRight)
  }

  // MARK: - From corner to corner

  /// The most of a measure times a sign that changing one size after the other leads to, from the
  /// best corners.
  private func climb(
    _ measure: Int, _ sign: Double, _ steps: [Double], turns: Bool
  ) -> Double? {
    func height(_ point: [Double]) -> Double {
      value(measure, point).map { $0 * sign } ?? -.infinity
    }
    let ranked = corners.map { corner in
      let value = corner.values.indices.contains(measure) ? corner.values[measure] : nil
      return (point: corner.point, height: value.map { $0 * sign } ?? -.infinity)
    }.sorted { $0.height > $1.height }
    var starts = Array(ranked.prefix(turns ? 4 : 2))
    if turns {
      let middle = sides.map { ($0.lowerBound + min($0.upperBound, 2 * box.scale + 1)) / 2 }
      let inside = zip(middle, sides).map { min(max($0, $1.lowerBound), $1.upperBound) }
      starts.append((inside, height(inside)))
    }
    var best = -Double.infinity
    for start in starts {
      var (point, top) = start
      for _ in 0..<12 {
        let before = top
        for side in sides.indices where sides[side].lowerBound < sides[side].upperBound {
          var trial = point
          func along(_ size: Double) -> Double {
            trial[side] = size
            return height(trial)
          }
          let tried = places(in: sides[side], steps, turns: turns)
          let heights = tried.map(along)
          guard let peak = heights.indices.max(by: { heights[$0] < heights[$1] }) else { continue }
          var found = (place: tried[peak], height: heights[peak])
          if turns {
            let near = tried[max(0, peak - 1)]...tried[min(tried.count - 1, peak + 1)]
            let valley = Self.valley(near) { -along($0) }
            if -valley.height > found.height { found = (valley.place, -valley.height) }
          }
          if found.height > top { (point[side], top) = found }
        }
        if top - before <= 1e-14 * abs(top) { break }
      }
      best = max(best, top)
    }
    return best.isFinite ? best * sign : nil
  }

  /// The sizes tried for one side, rising: its ends, the steps with what lies just below, and where
  /// turning points are looked for a grid.
  private func places(
    in range: ClosedRange<Double>, _ steps: [Double], turns: Bool
  ) -> [Double] {
    var places = steps.flatMap { [$0.nextDown, $0] }.filter { range.contains($0) }
    places += [range.lowerBound, range.upperBound]
    if turns {
      let high = min(range.upperBound, max(range.lowerBound, 4 * box.scale + 1))
      places += (1..<16).map { range.lowerBound + (high - range.lowerBound) * Double($0) / 16 }
    }
    return Set(places).sorted()
  }
}
