/// The firms of an industry where they stand, and where chance might have put them.
struct ChanceLocation: Sendable {
  let distances: [Double]
  let observed: [Double]
  let bandwidth: Double
  private let sites: Sites
  private let count: Int
  private let weights: [Double]?
  private let reach: Double
  private let givenBandwidth: Double?

  init(
    industry: [Int], sites: Sites, weights: [Double]?, distances: [Double], bandwidth: Double?
  ) throws(StatisticError) {
    try requireMembers(industry, of: sites)
    try requireSizes(distances, "the distances")
    guard let greatest = distances.max(), greatest > 0 else {
      throw .invalid("the distances are all 0: give one above 0")
    }
    var weighty = industry.count
    if let weights {
      try requireSameCount(industry.count, "the firms", weights.count, "their weights")
      weighty = try Shares(of: weights, "the weights").values.count { $0 > 0 }
    }
    guard weighty > 1 else { throw .undefined("fewer than two firms make no pair") }
    if let bandwidth {
      guard bandwidth > 0, bandwidth.isFinite else {
        throw .invalid("the bandwidth is \(bandwidth): give one above 0")
      }
    }
    let reach = 2 * greatest
    let pairs = PairHistogram(sites: sites, members: industry, weights: weights, reach: reach)
    try Cancellation.check()
    guard let width = bandwidth ?? pairs.bandwidth else {
      throw .undefined("the distances within \(reach) do not differ: give a bandwidth")
    }
    (self.sites, count, self.weights, self.reach) = (sites, industry.count, weights, reach)
    (self.distances, self.bandwidth, givenBandwidth) = (distances, width, bandwidth)
    observed = pairs.density(at: distances, bandwidth: width)
  }

  /// The density of as many firms on sites that a seed draws, none drawn twice.
  func simulated(seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    var order = Array(0..<sites.count)
    for place in 0..<count {
      order.swapAt(place, place + random.below(sites.count - place))
    }
    let pairs = PairHistogram(
      sites: sites, members: Array(order.prefix(count)), weights: weights, reach: reach)
    return pairs.density(
      at: distances, bandwidth: givenBandwidth ?? pairs.bandwidth ?? bandwidth)
  }
}

/// Refuses members that are not sites, that stand twice, or that are none.
func requireMembers(_ members: [Int], of sites: Sites) throws(StatisticError) {
  guard !members.isEmpty else { throw .invalid("the industry has no firm") }
  var seen = [Bool](repeating: false, count: sites.count)
  for member in members {
    guard seen.indices.contains(member) else {
      throw .invalid("firm \(member) is not among the \(sites.count) sites")
    }
    guard !seen[member] else { throw .invalid("firm \(member) stands twice in the industry") }
    seen[member] = true
  }
}
