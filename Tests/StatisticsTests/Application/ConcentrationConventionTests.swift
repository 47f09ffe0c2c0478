import Statistics
import Testing

/// A peer's convention makes of our measure what the peer answers.
struct ConcentrationConventionTests {
  /// What the index answers of a distribution under the convention of a peer's function.
  static func value(
    _ index: any DistributionIndex.Type, _ peer: Peer, _ function: String,
    _ distribution: Distribution, _ written: [String: String] = [:]
  ) throws -> Double? {
    let definition = index.definition
    let convention = try #require(
      definition.peers.first { $0.peer == peer && $0.function == function })
    let parameters = try IndexParameters(
      written.merging(convention.parameters) { $1 }, of: definition.parameters)
    let place = try #require(
      definition.measures.firstIndex(of: convention.measure ?? definition.measures[0]))
    return convention.value(try index.answers(for: distribution, parameters)[0].values[place])
  }

  static func expect(_ ours: [Double?], _ one: PeerCase) throws {
    let theirs = one.expected.flat
    #expect(ours.count == theirs.count && !theirs.isEmpty, "\(one.name)")
    for (our, their) in zip(ours, theirs) {
      let (our, their) = (try #require(our), try #require(their))
      #expect(abs(our - their) <= 1e-13 * max(1, abs(their)), "\(one.name): \(our), \(their)")
    }
  }

  static func cases(_ file: String) throws -> [PeerCase] {
    PeerCase.folder == nil ? [] : try PeerCase.all(of: file)
  }

  @Test(arguments: [
    ("EconGeo-Herfindahl", "herfindahl"), ("EconGeo-entropy", "entropy"),
    ("EconGeo-Krugman.index", "krugman_index"), ("EconGeo-spec.coeff", "spec_coeff"),
    ("EconGeo-Hachman", "hachman"), ("EconGeo-location.quotient.avg", "location_quotient_avg"),
  ])
  func `EconGeo's indices of regions are reproduced to the digit`(
    file: String, function: String
  ) throws {
    let index = try #require(
      DistributionIndexTests.indices.first { index in
        index.definition.peers.contains { $0.peer == .econgeo && $0.function == function }
      })
    for one in try Self.cases(file) {
      let table = try one.matrix()
      let ours = try (0..<table.rows).map { row in
        try Self.value(
          index, .econgeo, function,
          Distribution(sizes: table.row(row), reference: table.columnTotals))
      }
      try Self.expect(ours, one)
    }
  }

  @Test func `EconGeo's indices of industries are reproduced to the digit`() throws {
    for one in try Self.cases("EconGeo-Hoover.index") {
      let distribution = Distribution(
        sizes: try one.numbers("ind"), reference: try one.numbers("pop"),
        population: try one.numbers("pop"))
      for reference in ["total", "population"] {
        try Self.expect(
          [
            try Self.value(
              Hoover.self, .econgeo, "hoover_index", distribution, ["reference": reference])
          ], one)
      }
    }
    for one in try Self.cases("EconGeo-Hoover.Gini") {
      let distribution = Distribution(
        sizes: try one.numbers("ind"), reference: try one.numbers("pop"))
      try Self.expect(
        [try Self.value(LorenzArea.self, .econgeo, "hoover_gini", distribution)], one)
    }
    for one in try Self.cases("EconGeo-locational.Gini") {
      let table = try one.matrix()
      let ours = try (0..<table.columns).map {
        try Self.value(
          LorenzArea.self, .econgeo, "locational_gini",
          Distribution(sizes: table.column($0), reference: table.rowTotals))
      }
      try Self.expect(ours, one)
    }
    for one in try Self.cases("EconGeo-Gini") {
      let distribution = Distribution(sizes: try one.numbers())
      try Self.expect([try Self.value(Gini.self, .econgeo, "gini", distribution)], one)
    }
  }

  @Test func `REAT's indices are reproduced`() throws {
    for one in try Self.cases("REAT-hoover") where one.input["ref"].list.isEmpty {
      let distribution = Distribution(sizes: try one.numbers())
      try Self.expect([try Self.value(Hoover.self, .reat, "hoover", distribution)], one)
    }
    for one in try Self.cases("REAT-theil") {
      let distribution = Distribution(sizes: try one.numbers())
      try Self.expect([try Self.value(TheilL.self, .reat, "theil", distribution)], one)
    }
    for one in try Self.cases("REAT-atkinson") {
      let distribution = Distribution(sizes: try one.numbers())
      let aversion = "\(try one.number("epsilon"))"
      try Self.expect(
        [try Self.value(Atkinson.self, .reat, "atkinson", distribution, ["aversion": aversion])],
        one)
    }
    for one in try Self.cases("REAT-durpug") {
      let distribution = Distribution(
        sizes: try one.numbers("e_ij"), reference: try one.numbers("e_i"))
      try Self.expect(
        [try Self.value(RelativeDiversity.self, .reat, "durpug", distribution)], one)
    }
    for one in try Self.cases("REAT-gini.conc") {
      let distribution = Distribution(
        sizes: try one.numbers("e_ij"), reference: try one.numbers("e_j"))
      try Self.expect(
        [
          try Self.value(
            GiniOfLocationQuotients.self, .reat, "gini.conc, gini.spec", distribution)
        ], one)
    }
  }

  @Test func `PySAL's indices are reproduced`() throws {
    for one in try Self.cases("pysal-inequality-Gini") {
      let distribution = Distribution(sizes: try one.numbers())
      try Self.expect([try Self.value(Gini.self, .pysal, "Gini", distribution)], one)
    }
    for one in try Self.cases("pysal-inequality-Theil") {
      let table = try Matrix(one.input["y"].rows)
      let ours = try (0..<table.columns).map {
        try Self.value(
          TheilT.self, .pysal, "Theil, TheilD", Distribution(sizes: table.column($0)))
      }
      try Self.expect(ours, one)
    }
    for one in try Self.cases("pysal-segregation-multigroup")
    where one.name.hasSuffix("/diversity") {
      let distribution = Distribution(sizes: try one.matrix().columnTotals)
      try Self.expect([try Self.value(Entropy.self, .pysal, "MultiDiversity", distribution)], one)
    }
  }

  @Test func `a convention sets parameters and names measures that its index has`() throws {
    for definition in IndexCatalog.all {
      for convention in definition.peers {
        #expect(throws: Never.self, "\(definition.name): \(convention.function)") {
          try IndexParameters(convention.parameters, of: definition.parameters)
        }
        let measure = convention.measure ?? definition.measures[0]
        #expect(definition.measures.contains(measure), "\(definition.name)")
      }
      let functions = definition.peers.map { "\($0.peer) \($0.function)" }
      #expect(Set(functions).count == functions.count, "\(definition.name)")
    }
  }

  @Test func `a convention that departs from the index says how`() throws {
    func departure(_ definition: IndexDescription, _ function: String) -> String? {
      definition.peers.first { $0.function == function }?.departure
    }
    #expect(departure(Hoover.definition, "hoover_index") == "times 100; rounded to 2 decimals")
    #expect(departure(Gini.definition, "gini2") == "the measure weighted")
    #expect(departure(Gini.definition, "Gini") == nil)
    #expect(
      departure(StrongCluster.definition, "strong10_b")
        == "quotient-quantile 0.9; base: the industries of the same group; "
        + "0 where the value is undefined")
  }
}
