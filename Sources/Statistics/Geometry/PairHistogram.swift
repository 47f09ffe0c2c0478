/// How many pairs of points lie at which distance, up to a reach, in fine bins.
///
/// The distances themselves are never kept: 20,000 points have 200 million pairs. Where the
/// computation is cancelled, it counts no more of them.
struct PairHistogram {
  /// How many bins there are.
  static let bins = 1 << 14

  /// Pairs of points by bin; their number, or the product of their weights.
  private(set) var mass: [Double]
  /// Pairs of points by bin, each counting 1.
  private(set) var count: [Double]
  /// The products of weights over all pairs, those beyond the reach included.
  let whole: Double
  /// The distance that each bin stands for.
  let distances: [Double]

  /// Counts the pairs among some of the sites.
  ///
  /// - Parameters:
  ///   - sites: Where all firms stand.
  ///   - members: Positions of sites; one may stand more than once.
  ///   - weights: The weight of each member; nil where all count the same.
  ///   - reach: The greatest distance that counts, above 0.
  init(sites: Sites, members: [Int], weights: [Double]?, reach: Double) {
    let step = sites.chord(of: reach) / Double(Self.bins - 1)
    distances = (0..<Self.bins).map { sites.distance(ofChord: Double($0) * step) }
    let pairs = Double(members.count) * Double(members.count - 1) / 2
    if let weights {
      let (sum, squares) = (weights.total, weights.total { $0 * $0 })
      whole = (sum * sum - squares) / 2
    } else {
      whole = pairs
    }
    (mass, count) = ([], [])
    if weights == nil, pairs > 200_000 {
      count = Self.rounded(sites, members, step)
      mass = count
    } else {
      (mass, count) = Self.divided(sites, members, weights, step)
    }
  }

  /// Each pair divided between the two bins that it lies between, by its nearness to each, so that
  /// the mean of the distances is kept.
  private static func divided(
    _ sites: Sites, _ members: [Int], _ weights: [Double]?, _ step: Double
  ) -> (mass: [Double], count: [Double]) {
    var mass = [Double](repeating: 0, count: bins + 1)
    var count = mass
    let last = Double(bins - 1)
    for first in members.indices where !Cancellation.isRequested() {
      for second in members.indices.dropFirst(first + 1) {
        let place = sites.squaredChord(members[first], members[second]).squareRoot() / step
        guard place <= last * (1 + 1e-12) else { continue }
        let below = min(Int(place), bins - 1)
        let above = min(1, max(0, place - Double(below)))
        let weight = weights.map { $0[first] * $0[second] } ?? 1
        mass[below] += weight * (1 - above)
        mass[below + 1] += weight * above
        count[below] += 1 - above
        count[below + 1] += above
      }
    }
    return (Array(mass.dropLast()), Array(count.dropLast()))
  }

  /// Each pair in the bin that it lies nearest to, in single precision: for many pairs.
  private static func rounded(_ sites: Sites, _ members: [Int], _ step: Double) -> [Double] {
    let scale = 1 / step
    let x = members.map { Float(sites.x[$0] * scale) }
    let y = members.map { Float(sites.y[$0] * scale) }
    let z = members.map { Float(sites.z[$0] * scale) }
    var counts = [Int](repeating: 0, count: bins + 1)
    var places = [UInt32](repeating: 0, count: 1024)
    let isFlat = sites.distance == .planar
    // A number of at least 2²³ has no fraction in single precision: adding 2²³ rounds to a whole
    // number, which then stands in the low bits.
    let (rounder, limit) = (Float(1 << 23), Float(bins) * Float(bins))
    for first in members.indices where !Cancellation.isRequested() {
      let (x0, y0, z0) = (x[first], y[first], z[first])
      var from = first + 1
      while from < members.count {
        let length = min(places.count, members.count - from)
        unsafe x.withUnsafeBufferPointer { x in
          unsafe y.withUnsafeBufferPointer { y in
            unsafe z.withUnsafeBufferPointer { z in
              unsafe places.withUnsafeMutableBufferPointer { places in
                for offset in 0..<length {
                  let dx = unsafe x[from + offset] - x0
                  let dy = unsafe y[from + offset] - y0
                  var square = dx * dx + dy * dy
                  if !isFlat {
                    let dz = unsafe z[from + offset] - z0
                    square += dz * dz
                  }
                  square = square < limit ? square : limit
                  unsafe places[offset] =
                    (square.squareRoot() + rounder).bitPattern & 0x7F_FFFF
                }
              }
            }
          }
        }
        for offset in 0..<length { counts[Int(places[offset])] &+= 1 }
        from += length
      }
    }
    return counts.dropLast().map { Double($0) }
  }

  /// The bandwidth of Silverman's rule over the pairs within reach; nil where it has none.
  ///
  /// 0.9 min(s, IQR / 1.34) n^(-1/5). Source: Bernard W. Silverman, "Density Estimation for
  /// Statistics and Data Analysis", 1986.
  var bandwidth: Double? {
    let pairs = count.total
    guard pairs >= 1.5 else { return nil }
    let mean = zip(count, distances).total { $0 * $1 } / pairs
    let squares = zip(count, distances).total { $0 * ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (pairs - 1)).squareRoot()
    let quartiles = quantile(0.75, of: pairs) - quantile(0.25, of: pairs)
    let spread = quartiles > 0 ? min(deviation, quartiles / 1.34) : deviation
    guard spread > 0 else { return nil }
    return 0.9 * spread * power(pairs, -0.2)
  }

  /// The distance that half of the pairs within reach do not exceed, to within a bin; nil where there
  /// is no pair.
  var median: Double? {
    let pairs = count.total
    return pairs >= 0.5 ? quantile(0.5, of: pairs) : nil
  }

  /// The distance below which a part of the pairs lies, to within a bin.
  private func quantile(_ part: Double, of pairs: Double) -> Double {
    let rank = (pairs - 1) * part
    let below = distance(atRank: rank.rounded(.down))
    let above = distance(atRank: min(rank.rounded(.down) + 1, (pairs - 1).rounded()))
    return below + (above - below) * (rank - rank.rounded(.down))
  }

  /// The distance of the pair of a rank, counted from 0.
  private func distance(atRank rank: Double) -> Double {
    var passed = 0.0
    for (bin, pairs) in count.enumerated() {
      passed += pairs
      if passed > rank + 0.5 { return distances[bin] }
    }
    return distances[Self.bins - 1]
  }

  /// The density of pairs at distances, by a Gaussian kernel that is reflected at 0.
  func density(at places: [Double], bandwidth: Double) -> [Double] {
    let filled = mass.indices.filter { mass[$0] > 0 }
    let reach = 8.5 * bandwidth
    let norm = 1 / (whole * bandwidth * (2 * Double.pi).squareRoot())
    return places.map { place in
      var sum = 0.0
      var index = filled.partitioned { distances[$0] >= place - reach }
      while index < filled.count, distances[filled[index]] <= place + reach {
        let bin = filled[index]
        let (off, mirrored) = (
          (place - distances[bin]) / bandwidth, (place + distances[bin]) / bandwidth
        )
        var kernel = exponential(-0.5 * off * off)
        if mirrored < 8.5 { kernel += exponential(-0.5 * mirrored * mirrored) }
        sum += mass[bin] * kernel
        index += 1
      }
      return sum * norm
    }
  }
}

extension [Int] {
  /// The first position from which a condition holds, which it does from there on.
  fileprivate func partitioned(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
