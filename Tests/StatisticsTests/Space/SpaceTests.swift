import Foundation
import Statistics
import Testing

struct SpaceTests {
  static func scattered(_ count: Int, seed: UInt64, _ distance: Sites.Distance) throws -> Sites {
    var random = SeededGenerator(seed: seed)
    return try Sites(
      x: (0..<count).map { _ in Double.random(in: 0...10, using: &random) },
      y: (0..<count).map { _ in Double.random(in: 0...10, using: &random) }, distance: distance)
  }

  @Test func `distances in the plane and along the globe`() throws {
    let plane = try Sites(x: [1, 4], y: [1, 5], distance: .planar)
    #expect(plane.distance(0, 1) == 5)
    let globe = try Sites(x: [0, 90, 0, 180], y: [0, 0, 90, 0], distance: .greatCircle)
    let quarter = Sites.earthRadius * Double.pi / 2
    #expect(abs(globe.distance(0, 1) - quarter) < 1e-6)
    #expect(abs(globe.distance(1, 2) - quarter) < 1e-6)
    #expect(abs(globe.distance(0, 3) - 2 * quarter) < 1e-3)
    for (x, y) in [(181.0, 0.0), (0, 91), (.nan, 0), (0, .infinity)] {
      #expect(throws: StatisticError.self) { try Sites(x: [x], y: [y], distance: .greatCircle) }
    }
    #expect(throws: StatisticError.self) { try Sites(x: [], y: [], distance: .planar) }
  }

  @Test(arguments: Sites.Distance.allCases, [false, true])
  func `K-density is the sum of kernels over all pairs`(
    distance: Sites.Distance, isWeighted: Bool
  ) throws {
    let sites = try Self.scattered(40, seed: 3, distance)
    let firms = Array(0..<20)
    let weights = isWeighted ? firms.map { Double($0 % 5 + 1) } : nil
    let reach = distance == .planar ? 5.0 : 500
    let places = [0, 0.2, 0.5, 1].map { $0 * reach }
    let width = reach / 10
    let density = try DurantonOverman(
      industry: firms, sites: sites, weights: weights, distances: places, bandwidth: width
    ).density
    for (place, value) in zip(places, density) {
      var (sum, whole) = (0.0, 0.0)
      for first in firms {
        for second in firms where second > first {
          let weight = weights.map { $0[first] * $0[second] } ?? 1
          whole += weight
          for off in [place - sites.distance(first, second), place + sites.distance(first, second)]
          {
            sum += weight * gaussian(off / width) / width
          }
        }
      }
      #expect(abs(value - sum / whole) < 1e-6 * sum / whole)
    }
  }

  @Test func `many pairs are rounded into bins without harm`() throws {
    let sites = try Self.scattered(2100, seed: 5, .planar)
    let firms = Array(0..<2100)
    let places: [Double] = [1, 3, 5]
    let rounded = try DurantonOverman(industry: firms, sites: sites, distances: places)
    let divided = try DurantonOverman(
      industry: firms, sites: sites, weights: firms.map { _ in 2 }, distances: places)
    #expect(abs(rounded.bandwidth - divided.bandwidth) < 1e-3 * divided.bandwidth)
    for (one, other) in zip(rounded.density, divided.density) {
      #expect(abs(one - other) < 1e-3 * other)
    }
  }

  @Test func `Silverman's bandwidth over the pairs within twice the reach`() throws {
    // Distances 1, 2, 3, and 100 to 103 beyond reach: sd 1, quartiles 1.5 and 2.5.
    let sites = try Sites(x: [0, 1, 3, 103], y: [0, 0, 0, 0], distance: .planar)
    let density = try DurantonOverman(industry: [0, 1, 2, 3], sites: sites, distances: [0, 5])
    #expect(abs(density.bandwidth - 0.9 / 1.34 * 0.8027415617602307) < 1e-3)
  }

  @Test func `a seed repeats its envelope, and a cluster lies above it`() async throws {
    var random = SeededGenerator(seed: 11)
    let (x, y) = (
      (0..<150).map { $0 < 20 ? Double($0) * 0.02 : Double.random(in: 0...10, using: &random) },
      (0..<150).map { $0 < 20 ? Double($0 % 3) * 0.05 : Double.random(in: 0...10, using: &random) }
    )
    let sites = try Sites(x: x, y: y, distance: .planar)
    func run(_ seed: UInt64) async throws -> DurantonOverman {
      try await DurantonOverman.simulated(
        industry: Array(0..<20), sites: sites, distances: [0, 0.5, 1, 2], simulations: 40,
        seed: seed)
    }
    let one = try await run(1)
    let again = try await run(1)
    let other = try await run(2)
    #expect(one == again)
    #expect(one.envelope != other.envelope && one.density == other.density)
    let envelope = try #require(one.envelope)
    for place in one.distances.indices {
      #expect(envelope.globalLower[place] <= envelope.lower[place] + 1e-12)
      #expect(envelope.lower[place] <= envelope.mean[place])
      #expect(envelope.mean[place] <= envelope.upper[place])
      #expect(envelope.upper[place] <= envelope.globalUpper[place] + 1e-12)
    }
    #expect((one.localization?[0] ?? 0) > 0)
    #expect(one.dispersion == [0, 0, 0, 0])
  }

  @Test func `what K-density refuses`() async throws {
    let sites = try Sites(x: [0, 1, 2, 2], y: [0, 0, 0, 0], distance: .planar)
    func refuses(
      _ industry: [Int], _ weights: [Double]? = nil, _ distances: [Double] = [1, 2],
      _ bandwidth: Double? = 1
    ) {
      #expect(throws: StatisticError.self) {
        try DurantonOverman(
          industry: industry, sites: sites, weights: weights, distances: distances,
          bandwidth: bandwidth)
      }
    }
    refuses([])
    refuses([0])
    refuses([0, 0])
    refuses([0, 4])
    refuses([0, -1])
    refuses([0, 1], [1])
    refuses([0, 1], [1, 0])
    refuses([0, 1], [1, -1])
    refuses([0, 1], nil, [])
    refuses([0, 1], nil, [0])
    refuses([0, 1], nil, [-1, 1])
    refuses([0, 1], nil, [.nan])
    refuses([0, 1], nil, [1], 0)
    refuses([0, 1], nil, [1], .infinity)
    refuses([0, 1], nil, [1], nil)
    for (simulations, level) in [(19, 0.05), (100, 0), (100, 0.5), (100, .nan)] {
      await #expect(throws: StatisticError.self) {
        try await DurantonOverman.simulated(
          industry: [0, 1], sites: sites, distances: [1], bandwidth: 1, simulations: simulations,
          level: level, seed: 1)
      }
    }
    await #expect(throws: StatisticError.self) {
      try await DurantonOverman.simulated(
        industry: [0, 1, 2, 3], sites: sites, distances: [1], bandwidth: 1, seed: 1)
    }
  }

  @Test func `M of firms around each other by hand`() throws {
    let sites = try Sites(x: [0, 1, 5, 6], y: [0, 0, 0, 0], distance: .planar)
    let function = try MarconPuech(industry: [0, 1], sites: sites, distances: [1, 10, 0.5])
    // Within 1 each has only the other; the share of the others is 1/3.
    #expect(abs(try function.value(at: 0) - 3) < 1e-15)
    #expect(abs(try function.value(at: 1) - 1) < 1e-15)
    #expect(throws: StatisticError.undefined("no firm has a neighbour within 0.5")) {
      try function.value(at: 2)
    }
    #expect(throws: StatisticError.self) {
      try MarconPuech(industry: [0], sites: sites, distances: [1])
    }
    #expect(throws: StatisticError.self) {
      try MarconPuech(industry: [0, 1], sites: sites, weights: [1, 0, 1, 1], distances: [1])
    }
    #expect(throws: StatisticError.self) {
      try MarconPuech(industry: [0, 1], sites: sites, weights: [1], distances: [1])
    }
    #expect(throws: StatisticError.self) {
      try MarconPuech(industry: [0, 7], sites: sites, distances: [1])
    }
    #expect(throws: StatisticError.self) {
      try MarconPuech(industry: [0, 1], sites: sites, distances: [-1])
    }
  }
}

/// The density of the normal distribution.
private func gaussian(_ value: Double) -> Double {
  exp(-0.5 * value * value) / (2 * Double.pi).squareRoot()
}
