/// At which distances an industry's firms stand closer together, or further apart, than chance would
/// put them.
///
///     K(d) = 1/(N h) Σ_i<j (f((d - d_ij)/h) + f((d + d_ij)/h)),   N = n (n - 1)/2
///
/// f is the Gaussian kernel, reflected at 0. Chance puts the industry's firms on sites drawn from
/// those of all firms.
///
/// - Unit: per unit of distance: the density adds up to 1 over all distances.
/// - Range: 0 and up.
/// - Convention: the bandwidth h is Silverman's over the pairs no further apart than twice the
///   greatest distance asked for, unless it is given; firms may have weights, such as employment, and
///   then each pair counts by their product and N is the sum of the products. Distances are sorted
///   into 16,384 bins before they are smoothed.
/// - Source: Gilles Duranton and Henry G. Overman, "Testing for Localization Using Micro-Geographic
///   Data", Review of Economic Studies 72, 2005, also for the weights.
public struct DurantonOverman: SiteIndex, Hashable {
  /// The distances asked for, in the order given.
  public let distances: [Double]
  /// The density at each distance.
  public let density: [Double]
  /// The bandwidth, in the unit of distance.
  public let bandwidth: Double
  /// What chance makes of it; nil where it was not simulated.
  public let envelope: SimulationEnvelope?

  /// Estimates the density without simulating.
  ///
  /// - Parameters:
  ///   - industry: The positions of the industry's firms among the sites.
  ///   - sites: Where all firms stand.
  ///   - weights: The weight of each firm of the industry; nil where all count the same.
  ///   - distances: Where the density is asked for, each at least 0, one above 0.
  ///   - bandwidth: The bandwidth, above 0; nil for Silverman's.
  /// - Throws: ``StatisticError/undefined(_:)`` where fewer than two firms have weight, or the
  ///   distances within reach do not differ and no bandwidth is given; ``StatisticError/invalid(_:)``
  ///   where a position is not among the sites, or a weight, distance or bandwidth is out of range.
  public init(
    industry: [Int], sites: Sites, weights: [Double]? = nil, distances: [Double],
    bandwidth: Double? = nil
  ) throws(StatisticError) {
    let chance = try ChanceLocation(
      industry: industry, sites: sites, weights: weights, distances: distances,
      bandwidth: bandwidth)
    self.init(chance, envelope: nil)
  }

  /// Estimates the density, and simulates what chance would make of it, on two threads.
  ///
  /// The same seed gives the same envelope, however many threads there are.
  ///
  /// - Parameters:
  ///   - industry: The positions of the industry's firms among the sites.
  ///   - sites: Where all firms stand.
  ///   - weights: The weight of each firm of the industry; nil where all count the same.
  ///   - distances: Where the density is asked for, each at least 0, one above 0.
  ///   - bandwidth: The bandwidth, above 0; nil for Silverman's, of each simulation its own.
  ///   - simulations: How many times the firms are put on other sites, 20 to 100,000.
  ///   - level: The part of simulations beyond each side of the envelope, above 0 and below 0.5.
  ///   - seed: Where the random numbers begin.
  /// - Returns: The density with its envelope.
  /// - Throws: As ``init(industry:sites:weights:distances:bandwidth:)``, also where simulations or
  ///   level are out of range, or the industry has all sites, so that chance has no room.
  public static func simulated(
    industry: [Int], sites: Sites, weights: [Double]? = nil, distances: [Double],
    bandwidth: Double? = nil, simulations: Int = 100, level: Double = 0.05, seed: UInt64
  ) async throws(StatisticError) -> DurantonOverman {
    let chance = try ChanceLocation(
      industry: industry, sites: sites, weights: weights, distances: distances,
      bandwidth: bandwidth)
    guard (20...100_000).contains(simulations) else {
      throw .invalid("the number of simulations is \(simulations): give one from 20 to 100,000")
    }
    guard level > 0, level < 0.5 else {
      throw .invalid("the level is \(level): give one above 0 and below 0.5")
    }
    guard industry.count < sites.count || weights != nil else {
      throw .undefined("the industry has all sites: give the sites of other firms too")
    }
    let curves = await withTaskGroup(of: [(Int, [Double])].self) { group in
      let threads = 2
      for thread in 0..<threads {
        group.addTask {
          stride(from: thread, to: simulations, by: threads).lazy
            .prefix { _ in !Cancellation.isRequested() }
            .map { ($0, chance.simulated(seed: seed &+ UInt64($0))) }
        }
      }
      var curves = [[Double]](repeating: [], count: simulations)
      for await part in group {
        for (number, curve) in part { curves[number] = curve }
      }
      return curves
    }
    try Cancellation.check()
    let envelope = SimulationEnvelope(of: curves, level: level)
    try Cancellation.check()
    return DurantonOverman(chance, envelope: envelope)
  }

  private init(_ chance: ChanceLocation, envelope: SimulationEnvelope?) {
    (distances, density) = (chance.distances, chance.observed)
    (bandwidth, self.envelope) = (chance.bandwidth, envelope)
  }

  /// How far the density lies above the global envelope at each distance; nil where not simulated.
  public var localization: [Double]? {
    envelope.map { zip(density, $0.globalUpper).map { max(0, $0 - $1) } }
  }

  /// How far the density lies below the global envelope at each distance, 0 throughout where the
  /// industry is localised anywhere; nil where not simulated.
  public var dispersion: [Double]? {
    guard let envelope, let localization else { return nil }
    guard localization.allSatisfy({ $0 == 0 }) else { return localization.map { _ in 0 } }
    return zip(envelope.globalLower, density).map { max(0, $0 - $1) }
  }

  /// The index as the catalogue lists it.
  public static let definition = IndexDescription(
    "duranton-overman", title: "K-density of Duranton and Overman",
    formula: "K(d) = 1/(N h) sum_i<j (f((d - d_ij)/h) + f((d + d_ij)/h))", range: "0 and up",
    unit: "per unit of distance",
    convention: "Gaussian kernel reflected at 0; Silverman's bandwidth over unordered pairs within "
      + "twice the greatest distance; local and global envelopes, seeded",
    source: "Duranton and Overman, Testing for Localization Using Micro-Geographic Data, 2005",
    measures: [
      "density", "lower", "upper", "global_lower", "global_upper", "localization", "dispersion",
      "bandwidth",
    ],
    parameters: [
      DistanceSteps.parameter, DistanceSteps.weights(usual: "none"),
      IndexParameter(
        "bandwidth", .either("auto", .number(1e-6...1e9)), usual: "auto",
        "the bandwidth in the unit of distance; auto is Silverman's"),
      IndexParameter(
        "simulations", .whole(0...100_000), usual: "100",
        "how many times chance puts the firms on other sites: at least 20, or 0 for no envelope"),
      IndexParameter(
        "level", .number(0.0001...0.4999), usual: "0.05",
        "the part of simulations beyond each side of the envelope"),
      IndexParameter(
        "seed", .whole(0...Int.max), usual: "1", "where the random numbers begin"),
    ],
    agrees: ["dbmss Kdhat of points (to 5e-4, its grid)"],
    differs: ["dbmss Kdhat of a table of distances counts ordered pairs in the bandwidth"])

  /// The density at each distance, with its envelope where that is simulated.
  public static func answers(
    industry: [Int], sites: Sites, weights: [Double]?, _ parameters: IndexParameters
  ) async throws(StatisticError) -> [IndexAnswer] {
    try requireMembers(industry, of: sites)
    var own: [Double]?
    if let weights, parameters.choice("weights") == "size" {
      try requireSameCount(weights.count, "the weights", sites.count, "the sites")
      own = industry.map { weights[$0] }
    }
    let distances = try DistanceSteps.distances(parameters, sites)
    let (bandwidth, simulations) = (
      parameters.optionalNumber("bandwidth"), parameters.whole("simulations")
    )
    let index: DurantonOverman
    if simulations == 0 {
      index = try DurantonOverman(
        industry: industry, sites: sites, weights: own, distances: distances, bandwidth: bandwidth)
    } else {
      index = try await simulated(
        industry: industry, sites: sites, weights: own, distances: distances, bandwidth: bandwidth,
        simulations: simulations, level: parameters.number("level"),
        seed: UInt64(parameters.whole("seed")))
    }
    let envelope = index.envelope
    return distances.indices.map { place in
      IndexAnswer(
        [
          index.density[place], envelope?.lower[place], envelope?.upper[place],
          envelope?.globalLower[place], envelope?.globalUpper[place], index.localization?[place],
          index.dispersion?[place], index.bandwidth,
        ], label: plain(distances[place]))
    }
  }
}
