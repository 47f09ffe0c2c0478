import Statistics
import Testing

struct ComplexityTests {
  /// Hidalgo and Hausmann's example: four regions by four industries.
  static func example() throws -> PresenceMatrix {
    try PresenceMatrix(Matrix([[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]]))
  }

  @Test func `presence begins at the threshold itself`() throws {
    // Rows in proportion: every advantage is 1, though 1/3 has no exact share.
    let advantage = try RevealedComparativeAdvantage(of: Matrix([[1, 3, 7], [3, 9, 21]]))
    #expect(try advantage.presence().industries == [[0, 1, 2], [0, 1, 2]])
    #expect(try advantage.presence(from: 1.01).industries == [[], []])
    for threshold in [0, -1, .nan, .infinity] {
      #expect(throws: StatisticError.self) { try advantage.presence(from: threshold) }
    }
    #expect(throws: StatisticError.undefined("region 2 has no value: leave it out")) {
      try RevealedComparativeAdvantage(of: Matrix([[1, 2], [0, 0]]))
    }
    #expect(throws: StatisticError.undefined("industry 2 has no value: leave it out")) {
      try RevealedComparativeAdvantage(of: Matrix([[1, 0], [2, 0]]))
    }
  }

  @Test func `diversity, ubiquity and proximity of the example`() throws {
    let presence = try Self.example()
    #expect(Diversity(of: presence).values == [4, 1, 2, 1])
    #expect(Ubiquity(of: presence).values == [1, 2, 2, 3])
    let proximity = try Proximity(of: presence)
    let (third, row): (Double, [Double]) = (1.0 / 3, proximity.values.row(3))
    #expect(row == [third, third, 2 * third, 1])
    #expect(presence.contains(region: 2, industry: 3) && !presence.contains(region: 2, industry: 1))
    let density = try RelatednessDensity(of: presence, proximity: proximity.values)
    #expect(density.values.row(0) == [1, 1, 1, 1])
    #expect(abs(density.values[1, 3] - (1.0 / 3) / (7.0 / 3)) < 1e-15)
    let without = try RelatednessDensity(
      of: presence, proximity: proximity.values, countsItself: false)
    #expect(abs(without.values[3, 3] - 0) < 1e-15)
    #expect(throws: StatisticError.self) { try PresenceMatrix(Matrix([[0.5]])) }
    #expect(throws: StatisticError.self) { try Proximity(of: PresenceMatrix(Matrix([[1, 0]]))) }
    #expect(throws: StatisticError.self) {
      try RelatednessDensity(of: presence, proximity: Matrix([[1]]))
    }
    #expect(throws: StatisticError.self) {
      try RelatednessDensity(
        of: PresenceMatrix(Matrix([[1, 0], [0, 1]])), proximity: Matrix([[1, 0], [0, 1]]),
        countsItself: false)
    }
  }

  @Test func `a region is as complex as its industries on average`() throws {
    let presence = try Self.example()
    let index = try EconomicComplexity(of: presence)
    #expect(index.warnings == [])
    for (region, industries) in presence.industries.enumerated() {
      let mean = industries.map { index.industries[$0] }.reduce(0, +) / Double(industries.count)
      #expect(abs(mean - index.regions[region]) < 1e-12)
    }
    #expect(abs(index.regions.reduce(0, +)) < 1e-12)
    #expect(abs(index.regions.map { $0 * $0 }.reduce(0, +) - 4) < 1e-12)
    #expect(index.secondEigenvalue > index.thirdEigenvalue)
  }

  @Test(arguments: 0..<10)
  func `an eigenvector is one, whichever side is smaller`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (rows, columns) = seed % 2 == 0 ? (30, 17) : (17, 30)
    let cells = (0..<rows * columns).map { place in
      let chance = 0.2 + 0.6 * Double(place / columns) / Double(rows)
      return Double.random(in: 0...1, using: &random) < chance || place % columns == 0 ? 1.0 : 0
    }
    var table = cells
    for column in 0..<columns { table[(rows - 1) * columns + column] = 1 }
    let presence = try PresenceMatrix(Matrix(rows: rows, columns: columns, cells: table))
    let index = try EconomicComplexity(of: presence)
    // λ (K - mean) = D⁻¹ M U⁻¹ Mᵀ (K - mean) up to a constant, which is 0 for the mean by diversity.
    func reflected(_ values: [Double]) -> [Double] {
      let industries = presence.regions.map { list in
        list.map { values[$0] }.reduce(0, +) / Double(list.count)
      }
      return presence.industries.map { list in
        list.map { industries[$0] }.reduce(0, +) / Double(list.count)
      }
    }
    let diversity = presence.industries.map { Double($0.count) }
    let center =
      zip(index.regions, diversity).map { $0 * $1 }.reduce(0, +) / diversity.reduce(0, +)
    let vector = index.regions.map { $0 - center }
    for (image, value) in zip(reflected(vector), vector) {
      #expect(abs(image - index.secondEigenvalue * value) < 1e-10)
    }
    let order = presence.industries.indices.shuffled(using: &random)
    let permuted = try EconomicComplexity(
      of: PresenceMatrix(
        Matrix(order.map { Array(table[$0 * columns..<($0 + 1) * columns]) })))
    for (place, region) in order.enumerated() {
      #expect(abs(permuted.regions[place] - index.regions[region]) < 1e-8)
    }
  }

  @Test func `warnings tell of parts, ties and chance signs`() throws {
    let split = try EconomicComplexity(
      of: PresenceMatrix(Matrix([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]])))
    #expect(split.warnings.contains(.split(parts: 2)))
    let ring = try EconomicComplexity(
      of: PresenceMatrix(Matrix([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]])))
    #expect(ring.warnings == [.tie, .signUndetermined])
    let parts = try EconomicComplexity(
      of: PresenceMatrix(Matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]])))
    #expect(parts.warnings == [.split(parts: 3), .tie, .signUndetermined])
  }

  @Test func `complexity is undefined where nothing differs or something is empty`() throws {
    for rows in [
      [[1, 1], [1, 1]], [[1, 1], [0, 0]], [[1, 0], [1, 0]], [[1, 1]], [[1], [1]],
    ] as [[[Double]]] {
      let presence = try PresenceMatrix(Matrix(rows))
      #expect(throws: StatisticError.self) { try EconomicComplexity(of: presence) }
    }
    let empty = try PresenceMatrix(Matrix([[1, 1], [0, 0]]))
    #expect(throws: StatisticError.undefined("region 2 has no industry present: leave it out")) {
      try Fitness(of: empty)
    }
    #expect(throws: StatisticError.self) { try MethodOfReflections(of: empty, steps: 1) }
  }

  @Test func `fitness of the example by hand`() throws {
    let presence = try Self.example()
    let one = try Fitness(of: presence, steps: 1)
    // F = 4, 1, 2, 1 over their mean 2; Q = 1, 1/2, 1/2, 1/3 over their mean 7/12.
    #expect(one.regions == [2, 0.5, 1, 0.5])
    for (value, expected) in zip(one.industries, [12.0 / 7, 6.0 / 7, 6.0 / 7, 4.0 / 7]) {
      #expect(abs(value - expected) < 1e-15)
    }
    let many = try Fitness(of: presence, steps: 20)
    #expect(abs(many.regions.reduce(0, +) - 4) < 1e-12)
    #expect(many.regions[0] > many.regions[2] && many.regions[2] > many.regions[3])
    for steps in [0, -1, 10_001] {
      #expect(throws: StatisticError.self) { try Fitness(of: presence, steps: steps) }
    }
    for steps in [-1, 1001] {
      #expect(throws: StatisticError.self) { try MethodOfReflections(of: presence, steps: steps) }
    }
  }

  @Test func `outlook counts what is absent, relatedness compares with chance`() throws {
    let presence = try Self.example()
    let outlook = try ComplexityOutlook(
      of: presence, proximity: Proximity(of: presence).values, complexity: [4, 3, 2, 1])
    #expect(outlook.index[0] == 0 && outlook.gain.row(0) == [0, 0, 0, 0])
    #expect(outlook.index[1] > 0 && outlook.gain[1, 1] == 0 && outlook.gain[1, 0] > 0)
    let relatedness = try Relatedness(cooccurrences: Matrix([[5, 1, 1], [1, 5, 1], [1, 1, 5]]))
    #expect(relatedness.values.row(0) == [0, 1.5, 1.5])
    let drawn = try Relatedness(
      cooccurrences: Matrix([[5, 1, 1], [1, 5, 1], [1, 1, 5]]), method: .probability)
    #expect(drawn.values.row(0) == [0, 1, 1])
    for bad in [[[0, 1], [2, 0]], [[0, -1], [-1, 0]], [[0, 0], [0, 0]], [[0, 1]]] as [[[Double]]] {
      #expect(throws: StatisticError.self) { try Relatedness(cooccurrences: Matrix(bad)) }
    }
  }
}
