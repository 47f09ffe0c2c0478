import Statistics
import Testing

/// What an index answers of a distribution is what its initialiser makes of the sizes.
struct DistributionIndexTests {
  static let sizes: [Double] = [12, 3, 40, 8, 25, 1]
  static let whole: [Double] = [50, 20, 90, 30, 60, 10]
  static let othersMean: [Double] = [0.2, 0.1, 0.3, 0.15, 0.2, 0.05]
  static let population: [Double] = [30, 10, 50, 25, 40, 5]
  static let groups = ["a", "a", "b", "b", "c", "c"]
  static let full = Distribution(
    sizes: sizes, reference: whole, othersMean: othersMean, groups: groups, population: population)

  static var indices: [any DistributionIndex.Type] {
    IndexCatalog.Family.allCases.flatMap { $0.indices }.compactMap {
      $0 as? any DistributionIndex.Type
    }
  }

  static func answers(
    _ index: any DistributionIndex.Type, _ written: [String: String] = [:],
    _ distribution: Distribution = full
  ) throws -> [IndexAnswer] {
    try index.answers(
      for: distribution, IndexParameters(written, of: index.definition.parameters))
  }

  /// The values of an index that answers one line.
  static func values(
    _ index: any DistributionIndex.Type, _ written: [String: String] = [:],
    _ distribution: Distribution = full
  ) throws -> [Double?] {
    let answers = try answers(index, written, distribution)
    #expect(answers.count == 1 && answers[0].label == nil)
    return answers[0].values
  }

  @Test func `each index of the families is asked of a distribution, a table or plants`() {
    for family in [IndexCatalog.Family.location, .concentration, .distribution] {
      for index in family.indices {
        #expect(
          index is any DistributionIndex.Type || index is any TableIndex.Type
            || index is any PlantIndex.Type, "\(index)")
      }
    }
    #expect(Self.indices.count == 19)
  }

  @Test func `an index answers a value for every measure, with what it requires alone`() throws {
    for index in Self.indices {
      let measures = index.definition.measures
      #expect(Set(measures).count == measures.count, "\(index)")
      var least = Distribution(sizes: Self.sizes)
      if index.requirements.contains(.reference) { least.reference = Self.whole }
      if index.requirements.contains(.othersMean) { least.othersMean = Self.othersMean }
      if index.requirements.contains(.groups) { least.groups = Self.groups }
      if index.requirements.contains(.population) { least.population = Self.population }
      let answers = try Self.answers(index)
      #expect(answers.allSatisfy { $0.values.count == measures.count }, "\(index)")
      #expect(answers.allSatisfy { !$0.values.contains(nil) }, "\(index)")
      #expect(Set(answers.map(\.label)).count == answers.count, "\(index)")
      let shapes = try index.shapes(IndexParameters(of: index.definition.parameters))
      #expect(shapes.isEmpty || shapes.count == measures.count, "\(index)")
      guard index.optionalRequirements.isDisjoint(with: [.reference]) else { continue }
      #expect(try Self.answers(index, [:], least)[0].values[0] == answers[0].values[0], "\(index)")
    }
  }

  @Test func `measures of inequality are those of the initialisers`() throws {
    let sizes = Self.sizes
    let gini = try Gini(of: sizes)
    let heads = zip(sizes, Self.population).map { $0 / $1 }
    let weighted = try Gini(of: heads, weights: Self.population).value
    #expect(try Self.values(Gini.self) == [gini.value, gini.corrected, weighted])
    #expect(try Self.values(Gini.self, [:], Distribution(sizes: sizes))[2] == nil)
    let (t, l) = (
      try TheilT.decomposed(sizes, groups: Self.groups),
      try TheilL.decomposed(sizes, groups: Self.groups)
    )
    let totals = try TheilT(ofTotals: sizes, weights: Self.population).value
    #expect(try Self.values(TheilT.self) == [t.total, t.between, t.within, totals])
    #expect(try Self.values(TheilL.self) == [l.total, l.between, l.within])
    let plain = Distribution(sizes: sizes)
    #expect(try Self.values(TheilT.self, [:], plain) == [t.total, nil, nil, nil])
    for aversion in ["0", "0.5", "1", "3.5"] {
      let expected = try Atkinson(of: sizes, aversion: Double(aversion) ?? -1).value
      #expect(try Self.values(Atkinson.self, ["aversion": aversion]) == [expected])
    }
    for unit in Entropy.Unit.allCases {
      let entropy = try Entropy(of: sizes, unit: unit)
      let variety = try Variety(of: sizes, groups: Self.groups, unit: unit)
      let written = ["unit": unit.rawValue]
      #expect(try Self.values(Entropy.self, written) == [entropy.value, entropy.normalized])
      #expect(
        try Self.values(Variety.self, written)
          == [variety.related, variety.unrelated, variety.total])
    }
    let deviation = try CoefficientOfVariation(of: sizes)
    #expect(
      try Self.values(CoefficientOfVariation.self)
        == [deviation.value, deviation.standardDeviation, deviation.mean])
    let williamson = try Williamson(of: heads, population: Self.population)
    #expect(try Self.values(Williamson.self) == [williamson.value, williamson.mean])
  }

  @Test func `comparisons are with the reference that is named`() throws {
    let (sizes, whole, population) = (Self.sizes, Self.whole, Self.population)
    #expect(try Self.values(Hoover.self) == [Hoover(of: sizes, against: whole).value])
    #expect(try Self.values(Hoover.self, ["reference": "equal"]) == [Hoover(of: sizes).value])
    let people = ["reference": "population"]
    #expect(
      try Self.values(Hoover.self, people) == [Hoover(of: sizes, against: population).value])
    let area = try LorenzArea(of: sizes, against: whole)
    #expect(try Self.values(LorenzArea.self) == [area.value, area.halved])
    #expect(
      try Self.values(LorenzArea.self, people)[0]
        == LorenzArea(of: sizes, against: population).value)
    #expect(
      try Self.values(GiniOfLocationQuotients.self)
        == [GiniOfLocationQuotients(of: sizes, against: whole).value])
    let hachman = try Hachman(of: sizes, against: whole)
    #expect(try Self.values(Hachman.self) == [hachman.value, hachman.averageQuotient])
    #expect(
      try Self.values(RelativeDiversity.self) == [
        RelativeDiversity(of: sizes, against: whole).value
      ])
    for (index, reference) in [
      (Hoover.self as any DistributionIndex.Type, "total"), (Hoover.self, "population"),
      (LorenzArea.self, "total"), (LorenzCurve.self, "population"),
    ] {
      #expect(throws: StatisticError.self, "\(index)") {
        try Self.answers(index, ["reference": reference], Distribution(sizes: sizes))
      }
    }
  }

  @Test func `curves, quantiles and bands answer a labelled line each`() throws {
    let sizes = Self.sizes
    for (word, curve) in [
      ("equal", try LorenzCurve(of: sizes)),
      ("total", try LorenzCurve(of: sizes, against: Self.whole)),
    ] {
      let points = try Self.answers(LorenzCurve.self, ["reference": word])
      #expect(points.map(\.label) == (0...6).map { "\($0)" })
      #expect(points.map(\.values) == curve.points.map { [$0.value, $0.reference] })
    }
    let parts = try Self.answers(Quantile.self, ["parts": "0.1, 0.5"])
    #expect(parts.map(\.label) == ["0.1", "0.5"])
    #expect(parts.map { $0.values[0] } == (try Quantile.all(of: sizes, at: [0.1, 0.5])))
    #expect(try Self.answers(Quantile.self).map(\.label) == ["0.25", "0.5", "0.75"])
    let bands = try Self.answers(SizeBands.self, ["bounds": "0,5,12.5"])
    #expect(bands.map(\.label) == ["0 to under 5", "5 to under 12.5", "12.5 and more"])
    let expected = try SizeBands(of: sizes, bounds: [0, 5, 12.5]).bands
    #expect(
      bands.map(\.values)
        == expected.map { [Double($0.count), $0.total, $0.countShare, $0.totalShare] })
    #expect(try Self.answers(SizeBands.self).count == 4)
  }

  @Test func `what an index is usually asked of is regions, industries or firms`() {
    let industries = Self.indices.filter { $0.usualUnits == .industries }.map { "\($0)" }
    #expect(
      Set(industries) == ["Krugman", "RelativeDiversity", "Hachman", "Entropy", "Variety"])
    #expect(Self.indices.filter { $0.usualUnits == .firms }.map { "\($0)" } == ["SizeBands"])
  }

  @Test(arguments: [
    ("atkinson", "aversion", "-1"), ("atkinson", "aversion", "nan"), ("entropy", "unit", "bit"),
    ("variety", "unit", "decimal"), ("hoover", "reference", "all"),
    ("lorenz-area", "reference", "equal"), ("lorenz-curve", "reference", ""),
    ("quantile", "parts", "0.5,1.1"), ("quantile", "parts", ""), ("size-bands", "bounds", "-1,5"),
    ("size-bands", "bounds", "a"), ("gini", "aversion", "1"),
    ("strong-cluster", "quotient-quantile", "75"), ("strong-cluster", "floor-quantile", "-0.1"),
    ("strong-cluster", "at-quantile", "yes"), ("strong-cluster", "least-quotient", "-1"),
    ("cluster-stars", "size-quantile", "1.5"), ("cluster-stars", "focus-quantile", "x"),
    ("standardized-location-quotient", "of", "squares"),
  ])
  func `a parameter out of range, or of another index, is refused`(
    index: String, parameter: String, value: String
  ) throws {
    let definition = try #require(IndexCatalog.all.first { $0.name == index })
    #expect(throws: StatisticError.self) {
      try IndexParameters([parameter: value], of: definition.parameters)
    }
  }

  @Test func `bounds of bands that do not rise are refused, and sizes an index does not take`() {
    #expect(throws: StatisticError.self) {
      try Self.answers(SizeBands.self, ["bounds": "0,50,10"])
    }
    for index in Self.indices where index != SizeBands.self && index != Quantile.self {
      var distribution = Self.full
      distribution.sizes = [0, 0, 0, 0, 0, 0]
      #expect(throws: StatisticError.self, "\(index)") {
        try Self.answers(index, [:], distribution)
      }
      distribution.sizes[0] = -1
      #expect(throws: StatisticError.self, "\(index)") {
        try Self.answers(index, [:], distribution)
      }
    }
    var distribution = Self.full
    distribution.population[0] = 0
    #expect(throws: StatisticError.undefined("a region has a size and no population")) {
      try Self.answers(Williamson.self, [:], distribution)
    }
    distribution.sizes[0] = 0
    #expect(throws: Never.self) { try Self.answers(Williamson.self, [:], distribution) }
  }
}
