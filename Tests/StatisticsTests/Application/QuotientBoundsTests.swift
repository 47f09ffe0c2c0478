import Statistics
import Testing

/// The bounds of location quotients against all sizes on a grid.
struct QuotientBoundsTests {
  typealias Interval = IndustryTable.Interval

  /// A table of which some cells are known by an interval, with what takes a quotient of it.
  struct Example {
    let regions: Int
    let industries: Int
    let sizes: [Double]
    let unknown: [Int: Interval]
    let reference: LocationQuotient.Reference

    /// The table in which the unknown cells have these sizes; unknown where there are none.
    func table(_ given: [Double] = []) throws -> IndustryTable {
      var (filled, known) = (sizes, given)
      for position in unknown.keys.sorted() where !known.isEmpty {
        filled[position] = known.removeFirst()
      }
      var table = try IndustryTable(
        regionCount: regions, industryCount: industries,
        regions: sizes.indices.map { Int32($0 / industries) },
        industries: sizes.indices.map { Int32($0 % industries) }, sizes: filled,
        unknown: given.isEmpty ? unknown : [:])
      table.reference = reference
      return table
    }

    func bounds() throws -> [(lower: Double, upper: Double)?] {
      try LocationQuotient.bounds(for: table(), IndexParameters(of: []))
    }

    func quotients(_ given: [Double]) throws -> [Double?] {
      try LocationQuotient.answer(for: table(given), IndexParameters(of: []))
        .parts[0].measures[0].values
    }

    /// Every combination of sizes, from those of each unknown cell.
    func combinations(_ sizes: (Int, Interval) -> [Double]) -> [[Double]] {
      unknown.keys.sorted().reduce([[]]) { found, position in
        guard let interval = unknown[position] else { return found }
        return found.flatMap { start in sizes(position, interval).map { start + [$0] } }
      }
    }
  }

  static let kinds = ["all", "groups", "row", "total"]

  static func example(_ seed: UInt64, _ kind: String, open: Bool = false) -> Example {
    var random = SeededGenerator(seed: seed)
    let (regions, industries) = (Int.random(in: 2...3, using: &random), 3)
    let sizes = (0..<regions * industries).map { _ in
      Double(max(0, Int.random(in: -3...20, using: &random)))
    }
    var unknown: [Int: Interval] = [:]
    for position in sizes.indices.shuffled(using: &random).prefix(3) {
      let lower = Double(max(0, Int.random(in: -4...6, using: &random)))
      let upper = lower + Double(Int.random(in: 1...12, using: &random))
      unknown[position] = Interval(lower: lower, upper: open ? .infinity : upper)
    }
    let reference: LocationQuotient.Reference =
      switch kind {
      case "groups": .groups(["a", "b", "a"])
      case "row": .row((0..<regions).map { 100 + Double($0) * 17 })
      case "total": .total((0..<industries).map { 200 + Double($0) * 31 })
      default: .all
      }
    return Example(
      regions: regions, industries: industries, sizes: sizes, unknown: unknown,
      reference: reference)
  }

  @Test(arguments: kinds, 0..<15)
  func `no sizes within the intervals leave the bounds, and some reach them`(
    kind: String, seed: UInt64
  ) throws {
    let example = Self.example(seed, kind)
    let bounds = try example.bounds()
    var reached = bounds.map { _ in (lower: Double.infinity, upper: -Double.infinity) }
    for position in bounds.indices {
      // The ends of all cells, and of the cell itself also what is just above 0, and a fine grid.
      let trials = example.combinations { cell, interval in
        guard cell == position else {
          return [interval.lower, (interval.lower + interval.upper) / 2, interval.upper]
        }
        let length = interval.upper - interval.lower
        return [interval.lower + 1e-9]
          + (0...400).map { interval.lower + length * Double($0) / 400 }
      }
      for trial in trials {
        guard let value = try example.quotients(trial)[position] else { continue }
        let bound = try #require(bounds[position], "cell \(position) of \(example)")
        #expect(value >= bound.lower - 1e-9 && value <= bound.upper + 1e-9, "\(example), \(trial)")
        reached[position].lower = min(reached[position].lower, value)
        reached[position].upper = max(reached[position].upper, value)
      }
      guard let bound = bounds[position], reached[position].lower.isFinite else { continue }
      #expect(abs(reached[position].lower - bound.lower) < 1e-6, "cell \(position) of \(example)")
      if bound.upper.isFinite {
        let near = 1e-3 * max(1, bound.upper)
        #expect(abs(reached[position].upper - bound.upper) < near, "cell \(position) of \(example)")
      } else {
        #expect(reached[position].upper > 1e6, "cell \(position) of \(example)")
      }
    }
  }

  @Test(arguments: kinds, 0..<15)
  func `without an upper end the bounds are limits of large sizes`(
    kind: String, seed: UInt64
  ) throws {
    let example = Self.example(seed, kind, open: true)
    let bounds = try example.bounds()
    var reached = bounds.map { _ in (lower: Double.infinity, upper: -Double.infinity) }
    let trials = example.combinations { _, interval in
      [interval.lower, interval.lower + 1e-7, 10, 50, 1e4, 1e8, 1e12]
        .filter { $0 >= interval.lower }
    }
    for trial in trials {
      for (position, value) in try example.quotients(trial).enumerated() {
        guard let value else { continue }
        let bound = try #require(bounds[position], "cell \(position) of \(example)")
        let slack = 1e-6 * max(1, value)
        #expect(
          value >= bound.lower - slack && value <= bound.upper + slack, "\(example), \(trial)")
        reached[position].lower = min(reached[position].lower, value)
        reached[position].upper = max(reached[position].upper, value)
      }
    }
    guard kind == "all" || kind == "groups" else { return }
    for (position, bound) in bounds.enumerated() {
      guard let bound, reached[position].lower.isFinite else { continue }
      #expect(abs(reached[position].lower - bound.lower) < 1e-3, "cell \(position) of \(example)")
      if bound.upper == .infinity {
        #expect(reached[position].upper > 1e3, "cell \(position) of \(example)")
      }
    }
  }

  @Test func `a cell that may be all of its region has a quotient well above 0`() throws {
    let example = Example(
      regions: 2, industries: 2, sizes: [0, 0, 5, 10],
      unknown: [0: Interval(lower: 0, upper: 5)], reference: .all)
    let bound = try #require(try example.bounds()[0])
    #expect(bound.lower == 2 && bound.upper == 3)
    let known = Example(
      regions: 2, industries: 2, sizes: [1, 2, 3, 4], unknown: [:], reference: .all)
    let values = try known.quotients([0])
    for (value, bound) in zip(values, try known.bounds()) {
      let (value, bound) = (try #require(value), try #require(bound))
      #expect(abs(value - bound.lower) < 1e-15 && abs(value - bound.upper) < 1e-15)
    }
  }

  @Test func `a table without a label for each industry has no bounds`() {
    let example = Example(
      regions: 1, industries: 2, sizes: [1, 2], unknown: [:], reference: .groups(["a"]))
    #expect(throws: StatisticError.self) { try example.bounds() }
  }
}
