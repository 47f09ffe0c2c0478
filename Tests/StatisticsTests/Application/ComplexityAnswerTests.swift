import Statistics
import Testing

/// The answer of an index for a table, with parameters as one writes them.
private func answer(
  _ index: any TableIndex.Type, _ table: IndustryTable, _ written: [String: String] = [:]
) throws -> TableAnswer {
  try index.answer(
    for: table, IndexParameters(written, of: index.definition.parameters))
}

/// The values of a measure.
private func values(_ measure: String, of answer: TableAnswer) throws -> [Double?] {
  let all = answer.parts.flatMap { $0.measures }
  return try #require(all.first { $0.name == measure }, "\(measure)").values
}

/// What each measure is by the index itself, without a table.
private typealias Direct = @Sendable (PresenceMatrix, Matrix) throws -> [(String, [Double])]

struct ComplexityAnswerTests {
  static let indices: [any TableIndex.Type] = IndexCatalog.Family.complexity.indices.compactMap {
    $0 as? any TableIndex.Type
  }

  static func random(_ seed: UInt64, rows: Int = 8, columns: Int = 6) throws -> Matrix {
    var random = SeededGenerator(seed: seed)
    let cells = (0..<rows * columns).map { place in
      let isFilled = Double.random(in: 0...1, using: &random) < 0.7 || place % columns == 0
      return isFilled ? Double.random(in: 1...100, using: &random).rounded() : 0
    }
    return try Matrix(rows: rows, columns: columns, cells: cells)
  }

  @Test func `every index of complexity answers for a table`() {
    #expect(Self.indices.count == IndexCatalog.Family.complexity.indices.count)
  }

  private static let direct: [String: Direct] = [
    "revealed-comparative-advantage": { presence, sizes in
      [
        (
          "revealed_comparative_advantage", try RevealedComparativeAdvantage(of: sizes).values.cells
        ),
        (
          "present",
          (0..<sizes.rows * sizes.columns).map {
            presence.contains(region: $0 / sizes.columns, industry: $0 % sizes.columns) ? 1 : 0
          }
        ),
      ]
    },
    "diversity": { presence, _ in
      [("diversity", Diversity(of: presence).values.map { Double($0) })]
    },
    "ubiquity": { presence, _ in
      [("ubiquity", Ubiquity(of: presence).values.map { Double($0) })]
    },
    "proximity": { presence, _ in
      let index = try Proximity(of: presence)
      return [("proximity", index.values.cells), ("cooccurrences", index.cooccurrences.cells)]
    },
    "relatedness": { presence, _ in
      let together = try Proximity(of: presence).cooccurrences
      return [("relatedness", try Relatedness(cooccurrences: together).values.cells)]
    },
    "relatedness-density": { presence, _ in
      let related = try Proximity(of: presence).values
      let density = try RelatednessDensity(of: presence, proximity: related)
      return [("relatedness_density", density.values.cells)]
    },
    "economic-complexity": { presence, _ in
      let index = try EconomicComplexity(of: presence)
      return [("economic_complexity", index.regions), ("product_complexity", index.industries)]
    },
    "method-of-reflections": { presence, _ in
      let index = try MethodOfReflections(of: presence, steps: 2)
      return [("region_reflections", index.regions), ("industry_reflections", index.industries)]
    },
    "fitness": { presence, _ in
      let index = try Fitness(of: presence, steps: 20)
      return [("fitness", index.regions), ("product_complexity", index.industries)]
    },
    "complexity-outlook": { presence, _ in
      let index = try ComplexityOutlook(
        of: presence, proximity: Proximity(of: presence).values,
        complexity: EconomicComplexity(of: presence).industries)
      return [("complexity_outlook", index.index), ("outlook_gain", index.gain.cells)]
    },
  ]

  @Test(arguments: indices.map { $0.definition.name }, 0..<4)
  func `the answer is what the index is by itself`(name: String, seed: UInt64) throws {
    let index = try #require(Self.indices.first { $0.definition.name == name })
    let sizes = try Self.random(seed)
    let presence = try RevealedComparativeAdvantage(of: sizes).presence()
    let answer = try answer(index, IndustryTable(sizes))
    let compute = try #require(Self.direct[name])
    let direct = try compute(presence, sizes)
    #expect(index.definition.measures == direct.map { $0.0 })
    #expect(answer.parts.flatMap { $0.measures }.map { $0.name } == index.definition.measures)
    for (measure, expected) in direct { #expect(try values(measure, of: answer) == expected) }
    #expect(answer.parts.allSatisfy { $0.notes.isEmpty })
  }

  @Test(arguments: indices.map { $0.definition.name }, 0..<4)
  func `regions and industries without any value are left out and told`(
    name: String, seed: UInt64
  ) throws {
    let index = try #require(Self.indices.first { $0.definition.name == name })
    let sizes = try Self.random(seed)
    // The same with region 3 and industry 2 of zeros between the others.
    let rows = (0..<9).map { row in
      (0..<7).map { column in
        row == 3 || column == 2
          ? 0 : sizes[row > 3 ? row - 1 : row, column > 2 ? column - 1 : column]
      }
    }
    let (inner, outer) = (
      try answer(index, IndustryTable(sizes)), try answer(index, IndustryTable(Matrix(rows)))
    )
    for (one, other) in zip(inner.parts, outer.parts) {
      #expect(one.subject == other.subject)
      for (expected, found) in zip(one.measures, other.measures) {
        let kept = found.values.indices.filter { other.notes[$0] == nil }
        #expect(kept.map { found.values[$0] } == expected.values)
        for left in other.notes.keys { #expect(found.values[left] == nil) }
      }
      switch other.subject {
      case .region: #expect(other.notes == [3: "the region has no value"])
      case .industry: #expect(other.notes == [2: "the industry has no value"])
      case .cell:
        #expect(other.measures[0].values.count == 63 && other.notes.count == 15)
        #expect(other.notes[3 * 7 + 1] == "the region has no value")
        #expect(other.notes[4 * 7 + 2] == "the industry has no value")
      case .pair:
        #expect(other.measures[0].values.count == 49 && other.notes.count == 13)
        #expect(other.notes[2 * 7 + 1] == "the first industry has no value")
        #expect(other.notes[1 * 7 + 2] == "the second industry has no value")
      default: Issue.record("\(other.subject)")
      }
    }
  }

  @Test(arguments: indices.map { $0.definition.name })
  func `unknown and absent cells are refused, and another base`(name: String) throws {
    let index = try #require(Self.indices.first { $0.definition.name == name })
    let absent = try IndustryTable(
      regionCount: 2, industryCount: 2, regions: [0, 0, 1], industries: [0, 1, 1],
      sizes: [1, 2, 3])
    #expect(throws: StatisticError.undefined("1 of 4 cells are absent, and the index takes all")) {
      try answer(index, absent)
    }
    let unknown = try IndustryTable(
      regionCount: 1, industryCount: 2, regions: [0, 0], industries: [0, 1], sizes: [1, 2],
      unknown: [1: .init(lower: 0, upper: 9)])
    #expect(throws: StatisticError.self) { try answer(index, unknown) }
    #expect(throws: StatisticError.undefined("all cells are 0")) {
      try answer(index, IndustryTable(Matrix([[0, 0], [0, 0]])))
    }
    var grouped = try IndustryTable(Self.random(1))
    grouped.reference = .groups(["a", "a", "b", "b", "b", "b"])
    #expect(throws: StatisticError.self) { try answer(index, grouped) }
    for threshold in ["0", "-1", "nan", "1001", "one"] {
      #expect(throws: StatisticError.self) {
        try answer(index, IndustryTable(Self.random(1)), ["threshold": threshold])
      }
    }
  }

  @Test func `what the threshold leaves empty is told apart from what has no value`() throws {
    // Region 2 has the overall structure: no advantage of it is above 1.
    let table = try IndustryTable(Matrix([[9, 1, 0], [1, 9, 0], [10, 10, 0]]))
    let above = ["threshold": "1.1"]
    #expect(try values("diversity", of: answer(Diversity.self, table, above)) == [1, 1, 0])
    #expect(try values("ubiquity", of: answer(Ubiquity.self, table, above)) == [1, 1, nil])
    let fitness = try answer(Fitness.self, table, above)
    #expect(fitness.parts[0].notes == [2: "the region has no industry present"])
    #expect(fitness.parts[1].notes == [2: "the industry has no value"])
    let density = try answer(RelatednessDensity.self, table, above)
    #expect(try values("relatedness_density", of: density).suffix(3) == [0, 0, nil])
    #expect(throws: StatisticError.undefined("no two industries are present in the same region")) {
      try answer(Relatedness.self, table, above)
    }
    for index in [Proximity.self, Fitness.self, EconomicComplexity.self] as [any TableIndex.Type] {
      #expect(
        throws: StatisticError.undefined(
          "no industry is present in any region: lower the threshold")
      ) { try answer(index, table, ["threshold": "5"]) }
    }
  }

  @Test func `an industry that is alone is related to none`() throws {
    // Industry 3 is the only one of region 2, and elsewhere below the threshold.
    let table = try IndustryTable(
      Matrix([[5, 5, 0, 0], [5, 4, 6, 0], [0, 0, 0, 50], [4, 6, 5, 0]]))
    let related = try answer(Relatedness.self, table)
    #expect(related.parts[0].notes[3] == "the second industry is present with no other")
    #expect(related.parts[0].notes[12] == "the first industry is present with no other")
    #expect(related.parts[0].notes.count == 7)
    for written in [["relatedness": "association"], ["counts-itself": "no"]] {
      let density = try answer(RelatednessDensity.self, table, written)
      #expect(density.parts[0].notes.keys.sorted() == [3, 7, 11, 15])
    }
    #expect(try answer(RelatednessDensity.self, table).parts[0].notes.isEmpty)
  }

  @Test func `parameters choose what the initialisers let one choose`() throws {
    let sizes = try Self.random(3)
    let table = try IndustryTable(sizes)
    let presence = try RevealedComparativeAdvantage(of: sizes).presence(from: 0.8)
    let together = try Proximity(of: presence)
    let related = try answer(
      Relatedness.self, table, ["method": "probability", "threshold": "0.8"])
    let drawn = try Relatedness(cooccurrences: together.cooccurrences, method: .probability).values
    #expect(try values("relatedness", of: related) == drawn.cells)
    let density = try answer(
      RelatednessDensity.self, table, ["counts-itself": "no", "threshold": "0.8"])
    #expect(
      try values("relatedness_density", of: density)
        == RelatednessDensity(of: presence, proximity: together.values, countsItself: false).values
        .cells)
    let reflected = try answer(MethodOfReflections.self, table, ["steps": "7", "threshold": "0.8"])
    #expect(
      try values("region_reflections", of: reflected)
        == MethodOfReflections(of: presence, steps: 7).regions)
    let fitness = try answer(Fitness.self, table, ["steps": "2", "threshold": "0.8"])
    #expect(try values("fitness", of: fitness) == Fitness(of: presence, steps: 2).regions)
    #expect(fitness.warnings.count == 1 && fitness.warnings[0].hasPrefix("in step 2 "))
    #expect(try answer(Fitness.self, table, ["steps": "5000"]).warnings == [])
    for (index, bad) in [
      (Fitness.self, ["steps": "0"]), (Fitness.self, ["steps": "10001"]),
      (MethodOfReflections.self, ["steps": "-1"]), (MethodOfReflections.self, ["steps": "1.5"]),
      (Relatedness.self, ["method": "cosine"]),
      (RelatednessDensity.self, ["counts-itself": "maybe"]),
      (RelatednessDensity.self, ["relatedness": "prob"]), (Diversity.self, ["steps": "1"]),
    ] as [(any TableIndex.Type, [String: String])] {
      #expect(throws: StatisticError.self, "\(bad)") { try answer(index, table, bad) }
    }
  }

  @Test func `what makes complexity arbitrary is said in words`() throws {
    let parts = try IndustryTable(
      Matrix([[5, 5, 0, 0], [9, 0, 0, 0], [0, 0, 5, 5], [0, 0, 0, 9]]))
    for index in [EconomicComplexity.self, ComplexityOutlook.self] as [any TableIndex.Type] {
      let warnings = try answer(index, parts).warnings
      #expect(warnings.contains { $0.contains("fall into 2 parts") }, "\(warnings)")
    }
    let ring = try IndustryTable(
      Matrix([[5, 5, 0, 0], [0, 5, 5, 0], [0, 0, 5, 5], [5, 0, 0, 5]]))
    let warnings = try answer(EconomicComplexity.self, ring).warnings
    #expect(warnings.count == 2 && warnings[0].hasPrefix("the second and the third eigenvalue"))
    #expect(warnings[1].hasPrefix("the values do not go with diversity"))
    #expect(try answer(EconomicComplexity.self, IndustryTable(Self.random(0))).warnings == [])
  }

  @Test func `conventions of peers reproduce their values`() throws {
    guard PeerCase.folder != nil else { return }
    func compare(
      _ file: String, _ index: any TableIndex.Type, _ peer: Peer, _ measure: String? = nil,
      _ other: [String: String] = [:], to theirs: (PeerCase) -> [Double?] = { $0.expected.flat }
    ) throws {
      for one in try PeerCase.all(of: file) {
        let convention = try #require(index.definition.peers.first { $0.peer == peer })
        let written = convention.parameters.merging(other) { $1 }
        let found = try answer(index, IndustryTable(one.matrix()), written)
        let binary = one.name.hasSuffix("binary") ? "present" : nil
        let ours = try values(binary ?? measure ?? index.definition.measures[0], of: found)
          .map { convention.value($0) }
        #expect(ours.count == theirs(one).count && !ours.isEmpty, "\(one.name)")
        for (our, their) in zip(ours, theirs(one)) {
          let (our, their) = (try #require(our), try #require(their))
          #expect(abs(our - their) <= max(one.tolerance, 1e-12) * max(1, their), "\(one.name)")
        }
      }
    }
    try compare("EconGeo-location.quotient", RevealedComparativeAdvantage.self, .econgeo)
    try compare(
      "pysal-segregation-MultiLocationQuotient", RevealedComparativeAdvantage.self, .pysal)
    try compare("EconGeo-diversity", Diversity.self, .econgeo)
    try compare("EconGeo-ubiquity", Ubiquity.self, .econgeo)
    // The peer is given what is present: all that is not 0.
    for steps in ["1", "2"] {
      try compare(
        "EconGeo-MORc", MethodOfReflections.self, .econgeo, nil,
        ["threshold": "0.001", "steps": steps]
      ) { $0.expected["steps\(steps)"].flat }
    }
    let density = try #require(PeerCase.all(of: "EconGeo-relatedness.density").first)
    let convention = try #require(
      RelatednessDensity.definition.peers.first { $0.peer == .econgeo })
    let index = try RelatednessDensity(
      of: PresenceMatrix(Matrix(density.input["mat"]["values"].rows)),
      proximity: Matrix(density.input["relatedness"]["values"].rows))
    #expect(index.values.cells.map { convention.value($0) } == density.expected.flat)
    // It sets what is undefined to 0.
    let empty = try IndustryTable(Matrix([[1, 2, 0], [0, 0, 0]]))
    for index in [RevealedComparativeAdvantage.self, Diversity.self, Ubiquity.self]
      as [any TableIndex.Type]
    {
      let convention = try #require(index.definition.peers.first { $0.peer == .econgeo })
      let ours = try values(index.definition.measures[0], of: answer(index, empty))
      #expect(ours.contains(nil) && ours.map { convention.value($0) ?? -1 }.contains(0))
    }
  }
}
