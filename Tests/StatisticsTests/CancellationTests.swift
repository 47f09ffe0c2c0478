import Testing

@testable import Statistics

/// A computation that is cancelled ends soon, and gives no value.
@Suite struct CancellationTests {
  /// Runs `body` as if its time were over, and expects that it says so.
  private func expectCancelled<Value>(_ body: () throws -> Value) {
    #expect(throws: StatisticError.cancelled) {
      _ = try Cancellation.$current.withValue(Cancellation { true }, operation: body)
    }
  }

  private static let presence = PresenceMatrix(regions: 6, industries: 5) {
    ($0 + 2 * $1) % 3 != 0 || $0 == $1
  }

  @Test func `pairs of firms are not counted to the end`() throws {
    // Enough that counting all pairs takes minutes.
    let count = 300_000
    let sites = try Sites(
      x: (0..<count).map { Double($0 % 977) }, y: (0..<count).map { Double($0 % 1_009) },
      distance: .planar)
    let firms = Array(0..<count / 2)
    let weights = firms.map { Double($0 % 7 + 1) }
    expectCancelled { try DurantonOverman(industry: firms, sites: sites, distances: [1, 2]) }
    expectCancelled {
      try DurantonOverman(industry: firms, sites: sites, weights: weights, distances: [1, 2])
    }
    expectCancelled { try MarconPuech(industry: firms, sites: sites, distances: [1, 2]) }
  }

  @Test func `a task that is cancelled simulates no more`() async throws {
    let sites = try Sites(
      x: (0..<2_000).map { Double($0 % 97) }, y: (0..<2_000).map { Double($0 % 101) },
      distance: .planar)
    let task = Task {
      try await DurantonOverman.simulated(
        industry: Array(0..<900), sites: sites, distances: [1, 2], simulations: 100_000, seed: 1)
    }
    task.cancel()
    await #expect(throws: StatisticError.cancelled) { try await task.value }
  }

  @Test func `matrices and steps end`() throws {
    let presence = Self.presence
    let proximity = try Proximity(of: presence).values
    expectCancelled { try Proximity(of: presence) }
    expectCancelled { try RelatednessDensity(of: presence, proximity: proximity) }
    expectCancelled {
      try ComplexityOutlook(of: presence, proximity: proximity, complexity: [1, 2, 3, 4, 5])
    }
    expectCancelled { try Fitness(of: presence, steps: 10_000) }
    expectCancelled { try MethodOfReflections(of: presence, steps: 1_000) }
    expectCancelled { try EconomicComplexity(of: presence) }
  }

  @Test func `a search for bounds ends`() throws {
    let count = 2_000
    var unknown: [Int: IndustryTable.Interval] = [:]
    for unit in 0..<count {
      let least = Double(unit % 5)
      unknown[unit] = .init(lower: least, upper: least + Double(unit % 11 + 1))
    }
    let parameters = try IndexParameters([:], of: Gini.definition.parameters)
    let sizes = [Double](repeating: 1, count: count) + [3, 4, 5]
    expectCancelled {
      try DistributionBounds(
        of: Gini.self, for: Distribution(sizes: sizes), unknown: unknown, parameters)
    }
  }
}
