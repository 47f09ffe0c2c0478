/// How much of the activity around an industry's firms is of that industry, compared with the whole.
///
///     M(r) = Σ_i (Σ_j w_j [j in industry, d_ij ≤ r] / Σ_j w_j [d_ij ≤ r]) / Σ_i (W_c - w_i)/(W - w_i)
///
/// i runs over the firms of the industry, j over all others; W_c is the weight of the industry, W
/// that of all firms.
///
/// - Unit: none.
/// - Range: 0 and up; 1 is the overall share; undefined at a distance within which no firm of the
///   industry has a neighbour.
/// - Convention: cumulative, the firm itself left out; firms without neighbours within r are left out
///   of both sums.
/// - Source: Eric Marcon and Florence Puech, "Measures of the Geographic Concentration of Industries:
///   Improving Distance-Based Methods", Journal of Economic Geography 10, 2010.
public struct MarconPuech: SiteIndex, Hashable {
  /// The distances asked for, in the order given.
  public let distances: [Double]
  private let values: [Double?]

  /// Computes the function.
  ///
  /// - Parameters:
  ///   - industry: The positions of the industry's firms among the sites.
  ///   - sites: Where all firms stand.
  ///   - weights: The weight of each site, such as employment; nil where all count the same.
  ///   - distances: Where the function is asked for, each at least 0.
  /// - Throws: ``StatisticError/undefined(_:)`` where the industry has fewer than two firms with
  ///   weight, or all weight is one firm's; ``StatisticError/invalid(_:)`` where a position is not
  ///   among the sites, or a weight or distance is negative or not finite.
  public init(
    industry: [Int], sites: Sites, weights: [Double]? = nil, distances: [Double]
  ) throws(StatisticError) {
    try requireMembers(industry, of: sites)
    try requireSizes(distances, "the distances")
    let weights = weights ?? [Double](repeating: 1, count: sites.count)
    try requireSameCount(weights.count, "the weights", sites.count, "the sites")
    let all = try Shares(of: weights, "the weights").total
    let own = industry.total { weights[$0] }
    guard industry.count(where: { weights[$0] > 0 }) > 1 else {
      throw .undefined("the industry has fewer than two firms with weight")
    }
    var belongs = [Bool](repeating: false, count: sites.count)
    for firm in industry { belongs[firm] = true }
    let order = distances.indices.sorted { distances[$0] < distances[$1] }
    let limits = order.map { place in
      let chord = sites.chord(of: distances[place])
      return chord * chord
    }
    var local = [CompensatedSum](repeating: CompensatedSum(), count: limits.count)
    var global = local
    var (near, nearOwn) = ([Double](), [Double]())
    for firm in industry {
      try Cancellation.check()
      near = [Double](repeating: 0, count: limits.count)
      nearOwn = near
      for other in weights.indices where other != firm {
        let square = sites.squaredChord(firm, other)
        guard let last = limits.last, square <= last else { continue }
        var (low, high) = (0, limits.count - 1)
        while low < high {
          let middle = (low + high) / 2
          if square <= limits[middle] { high = middle } else { low = middle + 1 }
        }
        near[low] += weights[other]
        if belongs[other] { nearOwn[low] += weights[other] }
      }
      var (sum, sumOwn) = (0.0, 0.0)
      for place in limits.indices {
        sum += near[place]
        sumOwn += nearOwn[place]
        guard sum > 0 else { continue }
        local[place].add(sumOwn / sum)
        global[place].add((own - weights[firm]) / (all - weights[firm]))
      }
    }
    var values = [Double?](repeating: nil, count: distances.count)
    for (place, number) in order.enumerated() where global[place].value > 0 {
      values[number] = local[place].value / global[place].value
    }
    (self.distances, self.values) = (distances, values)
  }

  /// The function at the distance of a position, counted from 0.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where no firm has a neighbour within the distance.
  public func value(at position: Int) throws(StatisticError) -> Double {
    guard let value = values[position] else {
      throw .undefined("no firm has a neighbour within \(distances[position])")
    }
    return value
  }

  /// The function as the catalogue lists it.
  public static let definition = IndexDescription(
    "marcon-puech", title: "M function of Marcon and Puech",
    formula: "M(r) = sum_i (own weight within r / weight within r) / sum_i (W_c - w_i)/(W - w_i)",
    range: "0 and up; 1 is the overall share",
    convention: "cumulative; the firm itself is left out, and firms without neighbours",
    source: "Marcon and Puech, Measures of the Geographic Concentration of Industries, 2010",
    parameters: [DistanceSteps.parameter, DistanceSteps.weights(usual: "size")],
    agrees: ["dbmss Mhat"])

  /// The function at each distance; nil where no firm has a neighbour within it.
  public static func answers(
    industry: [Int], sites: Sites, weights: [Double]?, _ parameters: IndexParameters
  ) async throws(StatisticError) -> [IndexAnswer] {
    let function = try MarconPuech(
      industry: industry, sites: sites,
      weights: parameters.choice("weights") == "size" ? weights : nil,
      distances: DistanceSteps.distances(parameters, sites))
    return zip(function.distances, function.values).map {
      IndexAnswer([$1], label: plain($0))
    }
  }
}
