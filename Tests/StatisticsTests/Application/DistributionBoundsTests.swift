import Statistics
import Testing

/// The bounds of distributions against all sizes on a grid.
struct DistributionBoundsTests {
  typealias Interval = IndustryTable.Interval

  static let population: [Double] = [3, 1, 4, 2, 5]
  static let groups = ["a", "b", "a", "b", "b"]
  static let others: [Double] = [20, 5, 30, 8, 12]

  /// An index with its parameters, and what it takes besides the sizes.
  struct Case: Sendable, CustomStringConvertible {
    let index: any DistributionIndex.Type
    let written: [String: String]
    let extra: Distribution
    var description: String { "\(index) \(written)" }

    init(
      _ index: any DistributionIndex.Type, _ written: [String: String] = [:], whole: Bool = false,
      othersMean: Bool = false, groups: Bool = false, population: Bool = false
    ) {
      (self.index, self.written) = (index, written)
      extra = Distribution(
        sizes: [], reference: whole ? DistributionBoundsTests.others : [],
        othersMean: othersMean ? [0.3, 0.1, 0.2, 0.25, 0.15] : [],
        groups: groups ? DistributionBoundsTests.groups : [],
        population: population ? DistributionBoundsTests.population : [])
    }

    func parameters() throws -> IndexParameters {
      try IndexParameters(written, of: index.definition.parameters)
    }

    /// The distribution with these sizes, whose reference is the whole, or at the units `unknown`
    /// what the others have.
    func distribution(_ sizes: [Double], unknown: Set<Int> = []) -> Distribution {
      var result = extra
      result.sizes = sizes
      for unit in result.reference.indices where !unknown.contains(unit) {
        result.reference[unit] += sizes[unit]
      }
      return result
    }
  }

  static let cases: [Case] = [
    Case(HerfindahlHirschman.self), Case(ConcentrationRatio.self, ["largest": "2"]),
    Case(Gini.self), Case(Gini.self, population: true), Case(Atkinson.self),
    Case(Atkinson.self, ["aversion": "2"]), Case(Entropy.self), Case(TheilT.self),
    Case(TheilT.self, groups: true, population: true), Case(TheilL.self),
    Case(TheilL.self, groups: true), Case(Variety.self, groups: true),
    Case(Hoover.self, ["reference": "equal"]), Case(Hoover.self, whole: true),
    Case(Hoover.self, ["reference": "population"], population: true),
    Case(LorenzArea.self, whole: true),
    Case(LorenzArea.self, ["reference": "population"], population: true),
    Case(LorenzCurve.self), Case(LorenzCurve.self, ["reference": "total"], whole: true),
    Case(Krugman.self, whole: true, othersMean: true),
    Case(Krugman.self, ["reference": "total-without-self"], whole: true, othersMean: true),
    Case(Krugman.self, ["reference": "mean-of-others"], whole: true, othersMean: true),
    Case(RelativeDiversity.self, whole: true), Case(Hachman.self, whole: true),
    Case(GiniOfLocationQuotients.self, whole: true), Case(CoefficientOfVariation.self),
    Case(Quantile.self), Case(SizeBands.self, ["bounds": "0,4,9"]),
    Case(Williamson.self, population: true),
  ]

  /// Sizes with two that are unknown.
  static func box(_ seed: UInt64) -> (sizes: [Double], unknown: [Int: Interval]) {
    var random = SeededGenerator(seed: seed)
    let sizes = (0..<5).map { _ in Double(Int.random(in: 1...20, using: &random)) }
    var unknown: [Int: Interval] = [:]
    for unit in sizes.indices.shuffled(using: &random).prefix(2) {
      let lower = Double(Int.random(in: 1...8, using: &random))
      unknown[unit] = Interval(
        lower: lower, upper: lower + Double(Int.random(in: 1...30, using: &random)))
    }
    return (sizes, unknown)
  }

  @Test(arguments: cases, 0..<2)
  func `no sizes within the intervals leave the bounds, and some reach them`(
    one: Case, seed: UInt64
  ) throws {
    let (sizes, unknown) = Self.box(seed)
    let parameters = try one.parameters()
    let units = unknown.keys.sorted()
    let bounds = try DistributionBounds(
      of: one.index, for: one.distribution(sizes, unknown: Set(units)), unknown: unknown,
      parameters)
    let steps = 40
    var reached = bounds.lines.flatMap {
      $0.ranges.map { _ in (Double.infinity, -Double.infinity) }
    }
    let ranges = bounds.lines.flatMap { $0.ranges }
    for place in 0..<(steps + 1) * (steps + 1) {
      var filled = sizes
      for (unit, step) in zip(units, [place / (steps + 1), place % (steps + 1)]) {
        let interval = try #require(unknown[unit])
        filled[unit] =
          interval.lower + (interval.upper - interval.lower) * Double(step) / Double(steps)
      }
      let values = try one.index.answers(for: one.distribution(filled), parameters)
        .flatMap(\.values)
      #expect(values.count == ranges.count)
      for (measure, value) in values.enumerated() {
        guard let value else { continue }
        let (lower, upper) = (ranges[measure].lower ?? .nan, ranges[measure].upper ?? .nan)
        let slack = 1e-9 * max(1, abs(value))
        #expect(value >= lower - slack && value <= upper + slack, "\(one), \(measure): \(filled)")
        reached[measure] = (min(reached[measure].0, value), max(reached[measure].1, value))
      }
    }
    for (range, found) in zip(ranges, reached) where found.0.isFinite {
      let (lower, upper) = (try #require(range.lower), try #require(range.upper))
      // A turning point or a jump lies at most a step from the grid.
      let near = 0.06 * max(found.1 - found.0, 1e-9)
      #expect(found.0 - lower <= near && upper - found.1 <= near, "\(one): \(range), \(found)")
    }
  }

  @Test(arguments: [3, 8, 15])
  func `the bounds of many interchangeable units are those of the theory`(count: Int) throws {
    let interval = Interval(lower: 1, upper: 9)
    let unknown = Dictionary(uniqueKeysWithValues: (1...count).map { ($0, interval) })
    let sizes = [5] + [Double](repeating: 0, count: count)
    let bounds = try DistributionBounds(
      of: HerfindahlHirschman.self, for: Distribution(sizes: sizes), unknown: unknown,
      IndexParameters(of: []))
    let range = bounds.lines[0].ranges[0]
    #expect(range.isExact)
    #expect(abs((range.lower ?? 0) - 1 / Double(count + 1)) < 1e-12)
    var greatest = 0.0
    for raised in 0...count {
      let corner = [5] + (0..<count).map { $0 < raised ? 9.0 : 1 }
      greatest = max(greatest, try HerfindahlHirschman(of: corner).value)
    }
    #expect(abs((range.upper ?? 0) - greatest) < 1e-15)
  }

  @Test func `corners beyond what can be tried are searched, and said to be`() throws {
    let unknown = Dictionary(
      uniqueKeysWithValues: (0..<20).map {
        ($0, Interval(lower: Double($0), upper: Double(3 * $0 + 1)))
      })
    let bounds = try DistributionBounds(
      of: HerfindahlHirschman.self, for: Distribution(sizes: [Double](repeating: 1, count: 20)),
      unknown: unknown, IndexParameters(of: []))
    let range = bounds.lines[0].ranges[0]
    #expect(!range.isExact)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let sizes = (0..<20).map {
        Double.random(in: Double($0)...Double(3 * $0 + 1), using: &random)
      }
      let value = try HerfindahlHirschman(of: sizes).value
      #expect(value >= (range.lower ?? 1) && value <= (range.upper ?? 0))
    }
  }

  @Test func `without an upper end a bound is a limit, or there is none`() throws {
    func range(
      _ index: any DistributionIndex.Type, _ sizes: [Double], _ unknown: [Int: Interval],
      measure: Int = 0
    ) throws -> DistributionBounds.Range {
      try DistributionBounds(
        of: index, for: Distribution(sizes: sizes), unknown: unknown,
        IndexParameters(of: index.definition.parameters)
      ).lines[0].ranges[measure]
    }
    let open = [0: Interval(lower: 0, upper: .infinity)]
    let sizes: [Double] = [0, 4, 2, 2]
    let concentration = try range(HerfindahlHirschman.self, sizes, open)
    #expect(abs((concentration.upper ?? 0) - 1) < 1e-12)
    // Least at x = (16 + 4 + 4) / 8.
    #expect(abs((concentration.lower ?? 0) - 33.0 / 121) < 1e-12 && concentration.isExact)
    let theil = try range(TheilT.self, sizes, open)
    #expect(abs((theil.upper ?? 0) - 1.3862943611198906) < 1e-9)
    #expect(try range(TheilL.self, sizes, open).upper == .infinity)
    #expect(try range(CoefficientOfVariation.self, sizes, open, measure: 1).upper == .infinity)
    #expect(try range(CoefficientOfVariation.self, sizes, open, measure: 2).lower == 2)
    let entropy = try range(Entropy.self, sizes, open)
    #expect(abs(entropy.lower ?? 1) < 1e-12)
    // The mean log deviation has no bound where a size may come near 0.
    let small = [0: Interval(lower: 0, upper: 3)]
    #expect(try range(TheilL.self, sizes, small).upper == .infinity)
    #expect(
      try range(HerfindahlHirschman.self, [0, 0], [0: Interval(lower: 0, upper: 1)]).lower == 1)
  }

  @Test func `what the others have can be unknown as well`() throws {
    let one = Case(Krugman.self, whole: true, othersMean: true)
    let sizes: [Double] = [4, 0, 6, 3, 2]
    let parameters = try one.parameters()
    let (own, rest) = (Interval(lower: 2, upper: 8), Interval(lower: 10, upper: 40))
    let bounds = try DistributionBounds(
      of: Krugman.self, for: one.distribution(sizes, unknown: [1]), unknown: [1: own],
      others: [2: rest], parameters)
    let range = bounds.lines[0].ranges[0]
    #expect(!range.isExact)
    var (least, greatest) = (Double.infinity, 0.0)
    for size in stride(from: 2.0, through: 8, by: 0.1) {
      for other in stride(from: 10.0, through: 40, by: 0.5) {
        var filled = one.distribution([4, size, 6, 3, 2])
        filled.reference[2] = other + 6
        let value = try #require(try Krugman.answers(for: filled, parameters)[0].values[0])
        (least, greatest) = (min(least, value), max(greatest, value))
      }
    }
    #expect((range.lower ?? 1) <= least + 1e-12 && (range.lower ?? 1) > least - 0.01)
    #expect((range.upper ?? 0) >= greatest - 1e-12 && (range.upper ?? 0) < greatest + 0.01)
  }

  @Test func `bad intervals and undefined boxes are refused`() throws {
    let parameters = try IndexParameters(of: [])
    func bounds(_ sizes: [Double], _ unknown: [Int: Interval]) throws -> DistributionBounds {
      try DistributionBounds(
        of: HerfindahlHirschman.self, for: Distribution(sizes: sizes), unknown: unknown,
        parameters)
    }
    for bad in [
      [3: Interval(lower: 0, upper: 1)], [0: Interval(lower: -1, upper: 1)],
      [0: Interval(lower: 2, upper: 1)], [0: Interval(lower: .infinity, upper: .infinity)],
      [0: Interval(lower: 0, upper: .nan)],
    ] {
      #expect(throws: StatisticError.self) { try bounds([1, 2], bad) }
    }
    #expect(throws: StatisticError.self) { try bounds([0, 0], [0: Interval(lower: 0, upper: 0)]) }
    #expect(throws: StatisticError.self) { try bounds([-1, 0], [1: Interval(lower: 0, upper: 1)]) }
    let known = try bounds([1, 3], [:]).lines[0].ranges[0]
    #expect(known.lower == 0.625 && known.upper == 0.625 && known.isExact)
  }
}
