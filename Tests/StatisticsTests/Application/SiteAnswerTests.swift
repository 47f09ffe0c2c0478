import Statistics
import Testing

struct SiteAnswerTests {
  static let indices: [any SiteIndex.Type] = IndexCatalog.Family.space.indices.compactMap {
    $0 as? any SiteIndex.Type
  }

  private func answers(
    _ index: any SiteIndex.Type, _ sites: Sites, _ written: [String: String] = [:],
    industry: [Int] = Array(0..<20), weights: [Double]? = nil
  ) async throws -> [IndexAnswer] {
    let parameters = try IndexParameters(written, of: index.definition.parameters)
    return try await index.answers(
      industry: industry, sites: sites, weights: weights, parameters)
  }

  @Test func `every index of space answers for sites`() {
    #expect(Self.indices.count == IndexCatalog.Family.space.indices.count)
  }

  @Test func `K-density answers by distance as it is by itself`() async throws {
    let sites = try SpaceTests.scattered(90, seed: 3, .planar)
    let sizes = (0..<90).map { Double($0 % 7 + 1) }
    let written = ["distances": "0, 0.5,2.25", "bandwidth": "0.4", "simulations": "0"]
    let plain = try await answers(DurantonOverman.self, sites, written, weights: sizes)
    let direct = try DurantonOverman(
      industry: Array(0..<20), sites: sites, distances: [0, 0.5, 2.25], bandwidth: 0.4)
    #expect(plain.map { $0.label } == ["0", "0.5", "2.25"])
    #expect(plain.map { $0.values[0] } == direct.density)
    #expect(plain.allSatisfy { $0.values.count == DurantonOverman.definition.measures.count })
    #expect(plain[1].values == [direct.density[1], nil, nil, nil, nil, nil, nil, 0.4])

    let weighted = try await answers(
      DurantonOverman.self, sites, written.merging(["weights": "size"]) { $1 }, weights: sizes)
    let own = try DurantonOverman(
      industry: Array(0..<20), sites: sites, weights: Array(sizes.prefix(20)),
      distances: [0, 0.5, 2.25], bandwidth: 0.4)
    #expect(weighted.map { $0.values[0] } == own.density && own.density != direct.density)

    let simulated = try await answers(
      DurantonOverman.self, sites,
      ["distances": "0,1,2", "simulations": "25", "level": "0.1", "seed": "9"])
    let envelope = try await DurantonOverman.simulated(
      industry: Array(0..<20), sites: sites, distances: [0, 1, 2], simulations: 25, level: 0.1,
      seed: 9)
    let bounds = try #require(envelope.envelope)
    for (place, line) in simulated.enumerated() {
      #expect(
        line.values == [
          envelope.density[place], bounds.lower[place], bounds.upper[place],
          bounds.globalLower[place], bounds.globalUpper[place], envelope.localization?[place],
          envelope.dispersion?[place], envelope.bandwidth,
        ])
    }
  }

  @Test func `M answers by distance as it is by itself`() async throws {
    let sites = try Sites(x: [0, 1, 5, 6], y: [0, 0, 0, 0], distance: .planar)
    let lines = try await answers(
      MarconPuech.self, sites, ["distances": "1,10,0.5"], industry: [0, 1])
    #expect(lines.map { $0.label } == ["1", "10", "0.5"])
    #expect(abs((lines[0].values[0] ?? 0) - 3) < 1e-15 && lines[2].values == [nil])
    let sizes: [Double] = [1, 2, 3, 4]
    for (word, weights) in [("size", sizes), ("none", nil)] as [(String, [Double]?)] {
      let found = try await answers(
        MarconPuech.self, sites, ["distances": "5", "weights": word], industry: [0, 1],
        weights: sizes)
      let direct = try MarconPuech(
        industry: [0, 1], sites: sites, weights: weights, distances: [5])
      #expect(found[0].values == [try direct.value(at: 0)])
    }
  }

  @Test func `distances of themselves rise in round steps to the median of all pairs`()
    async throws
  {
    // Distances 1 to 100 on a line: half of the pairs within 30, to within a bin.
    let line = try Sites(
      x: (0..<101).map { Double($0) }, y: (0..<101).map { _ in 7 }, distance: .planar)
    let lines = try await answers(DurantonOverman.self, line, ["simulations": "0"])
    #expect(lines.prefix(3).map { $0.label } == ["0", "2", "4"])
    #expect(["28", "30"].contains(lines.last?.label))
    for (scale, step) in [(1e-6, "0.000002"), (0.01, "0.02"), (1000, "2000"), (1e6, "2000000")] {
      let scaled = try Sites(
        x: (0..<101).map { Double($0) * scale }, y: (0..<101).map { _ in 0 }, distance: .planar)
      #expect(try await answers(MarconPuech.self, scaled)[1].label == step)
    }
    let globe = try SpaceTests.scattered(5000, seed: 1, .greatCircle)
    let kilometres = try await answers(MarconPuech.self, globe).compactMap { $0.label }
    #expect(kilometres.starts(with: ["0", "20", "40"]) && (14...33).contains(kilometres.count))
    let heap = try Sites(x: [1, 1, 1], y: [2, 2, 2], distance: .planar)
    for index in Self.indices {
      await #expect(
        throws: StatisticError.undefined("the firms do not stand apart: name the distances")
      ) { try await answers(index, heap, industry: [0, 1]) }
    }
  }

  @Test func `what is out of range is refused`() async throws {
    let sites = try SpaceTests.scattered(40, seed: 3, .planar)
    for (index, bad) in [
      (DurantonOverman.self, ["distances": "-1"]), (DurantonOverman.self, ["distances": ""]),
      (DurantonOverman.self, ["distances": "1,,2"]), (DurantonOverman.self, ["distances": "far"]),
      (DurantonOverman.self, ["distances": "0"]), (DurantonOverman.self, ["bandwidth": "0"]),
      (DurantonOverman.self, ["bandwidth": "-1"]), (DurantonOverman.self, ["simulations": "19"]),
      (DurantonOverman.self, ["simulations": "-1"]), (DurantonOverman.self, ["level": "0.5"]),
      (DurantonOverman.self, ["level": "0"]), (DurantonOverman.self, ["seed": "-1"]),
      (DurantonOverman.self, ["weights": "yes"]), (MarconPuech.self, ["distances": "1,nan"]),
      (MarconPuech.self, ["seed": "1"]),
    ] as [(any SiteIndex.Type, [String: String])] {
      await #expect(throws: StatisticError.self, "\(bad)") {
        try await answers(index, sites, bad)
      }
    }
    for index in Self.indices {
      for (industry, weights) in [
        ([], nil), ([0], nil), ([0, 0], nil), ([0, 40], nil), ([0, -1], nil), ([0, 1], [1, 1]),
        ([0, 1], [Double](repeating: -1, count: 40)), ([0, 1], [Double](repeating: 0, count: 40)),
      ] as [([Int], [Double]?)] {
        await #expect(throws: StatisticError.self, "\(index) \(industry)") {
          try await answers(index, sites, ["weights": "size"], industry: industry, weights: weights)
        }
      }
    }
    await #expect(
      throws: StatisticError.invalid(
        "bandwidth is 'wide': give auto, or a number from 0.000001 to 1000000000")
    ) { try await answers(DurantonOverman.self, sites, ["bandwidth": "wide"]) }
  }

  @Test func `the peer of points has the values that we answer`() async throws {
    guard PeerCase.folder != nil else { return }
    for one in try PeerCase.all(of: "dbmss-Mhat") {
      let points = one.input["points"].list
      let sites = try Sites(
        x: points.compactMap { $0["x"].number }, y: points.compactMap { $0["y"].number },
        distance: .planar)
      let distances = try one.numbers("r").map { "\($0)" }.joined(separator: ",")
      let lines = try await answers(
        MarconPuech.self, sites, ["distances": distances],
        industry: points.indices.filter { points[$0]["PointType"].text == "A" },
        weights: points.compactMap { $0["PointWeight"].number })
      let theirs = Array(one.expected.flat.prefix(lines.count))
      for (our, their) in zip(lines.map { $0.values[0] }, theirs) {
        guard let our, let their else {
          #expect(our == nil && their == nil)
          continue
        }
        #expect(abs(our - their) <= max(one.tolerance, 1e-12))
      }
    }
  }
}
