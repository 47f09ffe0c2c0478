import Foundation
import SampleStore
import Statistics
import Testing

private typealias Cell = CrosswalkedCells.Cell
private typealias Link = Crosswalk.Link

struct CrosswalkTests {
  /// a goes to x, b is divided by weights, c without weights.
  private static let links = [
    Link(from: "a", to: "x", targetIsPart: true),
    Link(from: "b", to: "x", weight: 0.25, sourceIsPart: true, targetIsPart: true),
    Link(from: "b", to: "y", weight: 0.75, sourceIsPart: true),
    Link(from: "c", to: "y", sourceIsPart: true), Link(from: "c", to: "z", sourceIsPart: true),
    Link(from: "c", to: "x", sourceIsPart: true, targetIsPart: true),
  ]

  @Test func `what goes to one place goes whole, what has weights by its weights`() throws {
    let result = try CrosswalkedCells(
      [
        Cell(region: "S", industry: "b", size: 8), Cell(region: "N", industry: "a", size: 10),
        Cell(region: "N", industry: "b", size: 100), Cell(region: "N", industry: "q", size: 3),
      ], by: Crosswalk(Self.links))
    #expect(
      result.cells == [
        Cell(region: "N", industry: "x", size: 35), Cell(region: "N", industry: "y", size: 75),
        Cell(region: "S", industry: "x", size: 2), Cell(region: "S", industry: "y", size: 6),
      ])
    let left = try #require(result.unmapped.first)
    #expect(result.unmapped.count == 1 && left.code == "q" && left.size == 3 && left.known == 1)
    #expect(result.divided == [])
    #expect(result.partial == Array(Self.links.prefix(3)))
    #expect(
      result.notes == [
        "left out for want of a target: 3 in q (3)",
        "only a part of a source: b in x, b in y",
        "only a part of a target comes from each source: x",
      ])
  }

  @Test func `several targets without weights are refused, or divided as one chooses`() throws {
    let crosswalk = try Crosswalk(Self.links)
    let cells = [Cell(region: "N", industry: "c", size: 30)]
    #expect(
      throws: StatisticError.undefined(
        "no weights: 3 targets of c (y, z, x): give weights, or choose how to divide it")
    ) { try CrosswalkedCells(cells, by: crosswalk) }
    let equal = try CrosswalkedCells(cells, by: crosswalk, dividing: .equal)
    #expect(equal.cells.map { $0.industry } == ["x", "y", "z"])
    #expect(equal.cells.allSatisfy { abs(($0.size ?? 0) - 10) < 1e-14 })
    #expect(equal.divided == ["c"] && equal.notes[0] == "divided without weights: c")
    let sizes = ["y": 5.0, "x": 1, "other": 99]
    let bySize = try CrosswalkedCells(cells, by: crosswalk, dividing: .bySize(sizes))
    #expect(bySize.cells.map { $0.industry } == ["x", "y"])
    #expect(bySize.cells.compactMap { $0.size } == [5, 25])
    #expect(throws: StatisticError.undefined("the sizes of the targets of c are all 0")) {
      try CrosswalkedCells(cells, by: crosswalk, dividing: .bySize(["other": 1]))
    }
    for bad in [-1, Double.nan, .infinity] {
      #expect(throws: StatisticError.self) {
        try CrosswalkedCells(cells, by: crosswalk, dividing: .bySize(["x": bad, "y": 2]))
      }
    }
    // 0 is 0 however it is divided.
    let zero = try CrosswalkedCells([Cell(region: "N", industry: "c", size: 0)], by: crosswalk)
    #expect(zero.cells.compactMap { $0.size } == [0, 0, 0] && zero.divided == [])
  }

  @Test func `one target that takes a part only is not the whole`() throws {
    let crosswalk = try Crosswalk([Link(from: "a", to: "x", sourceIsPart: true)])
    let cells = [Cell(region: "N", industry: "a", size: 4)]
    #expect(
      throws: StatisticError.undefined(
        "no weights: only a part of a leads to x: give its weights, or choose how to divide it")
    ) { try CrosswalkedCells(cells, by: crosswalk) }
    let chosen = try CrosswalkedCells(cells, by: crosswalk, dividing: .equal)
    #expect(chosen.cells == [Cell(region: "N", industry: "x", size: 4)])
    #expect(chosen.divided == ["a"] && chosen.partial.count == 1)
  }

  @Test func `weights that do not add up to 1 are refused by the name of their source`() throws {
    func refuses(_ weights: [Double?], _ message: String) {
      #expect(throws: StatisticError.invalid(message)) {
        try Crosswalk(
          [Link(from: "fine", to: "x", weight: 1)]
            + weights.enumerated().map {
              Link(from: "code 7", to: "target \($0.offset)", weight: $0.element)
            })
      }
    }
    refuses([0.5, 0.25], "the weights from code 7 add up to 0.75: make them add up to 1")
    refuses([0.5], "the weights from code 7 add up to 0.5: make them add up to 1")
    refuses([0.75, 0.5], "the weights from code 7 add up to 1.25: make them add up to 1")
    refuses([0.5, nil], "code 7 has weights to 1 of its 2 targets: give all or none")
    for bad in [0, -0.5, 1.5, Double.infinity] {
      refuses(
        [bad], "the weight from code 7 to target 0 is \(bad): give one above 0, at most 1")
    }
    #expect(throws: StatisticError.self) { try Crosswalk([Link(from: "a", to: "x", weight: .nan)]) }
    #expect(throws: StatisticError.invalid("the link from a to x stands twice")) {
      try Crosswalk([Link(from: "a", to: "x"), Link(from: "a", to: "x")])
    }
    // What rounding leaves is no offence, and no total is lost by it.
    let thirds = try Crosswalk(
      ["x", "y", "z"].map { Link(from: "a", to: $0, weight: 0.3333333333) })
    let result = try CrosswalkedCells(
      [Cell(region: "N", industry: "a", size: 3e9)], by: thirds)
    #expect(abs(result.cells.compactMap { $0.size }.reduce(0, +) - 3e9) < 1e-5)
  }

  @Test func `unknown cells stay unknown wherever they arrive`() throws {
    let result = try CrosswalkedCells(
      [
        Cell(region: "N", industry: "a", size: 10),
        Cell(region: "N", industry: "b", unknown: .init(lower: 4, upper: 40)),
        Cell(region: "S", industry: "b", unknown: .init(lower: 0, upper: .infinity)),
        Cell(region: "W", industry: "a", size: 1),
        Cell(region: "W", industry: "q", unknown: .init(lower: 1, upper: 9)),
        Cell(region: "N", industry: "q", size: 5),
      ], by: Crosswalk(Self.links))
    #expect(
      result.cells == [
        Cell(region: "N", industry: "x", unknown: .init(lower: 11, upper: 20)),
        Cell(region: "N", industry: "y", unknown: .init(lower: 3, upper: 30)),
        Cell(region: "S", industry: "x", unknown: .init(lower: 0, upper: .infinity)),
        Cell(region: "S", industry: "y", unknown: .init(lower: 0, upper: .infinity)),
        Cell(region: "W", industry: "x", size: 1),
      ])
    let left = try #require(result.unmapped.first)
    #expect(left.known == 1 && left.unknown == 1 && left.size == 5)
    #expect(left.interval == .init(lower: 6, upper: 14))
    #expect(result.notes[0].contains("5 and 1 unknown cells in q (5 and 1 unknown)"))
    #expect(throws: StatisticError.self) {
      try CrosswalkedCells(
        [Cell(region: "N", industry: "c", unknown: .init(lower: 0, upper: 1))],
        by: Crosswalk(Self.links))
    }
  }

  @Test func `zones lead to zones as industries to industries`() throws {
    let result = try CrosswalkedCells(
      [
        Cell(region: "b", industry: "1", size: 8), Cell(region: "a", industry: "1", size: 2),
        Cell(region: "a", industry: "b", size: 5),
      ], by: Crosswalk(Self.links), along: .region)
    #expect(
      result.cells == [
        Cell(region: "x", industry: "1", size: 4), Cell(region: "x", industry: "b", size: 5),
        Cell(region: "y", industry: "1", size: 6),
      ])
  }

  @Test func `cells that stand twice or hold no size are refused`() throws {
    let crosswalk = try Crosswalk(Self.links)
    let one = Cell(region: "N", industry: "a", size: 1)
    #expect(throws: StatisticError.invalid("the cell of region N, industry a stands twice")) {
      try CrosswalkedCells([one, one], by: crosswalk)
    }
    for size in [-1, Double.nan, .infinity] {
      #expect(throws: StatisticError.self) {
        try CrosswalkedCells([Cell(region: "N", industry: "a", size: size)], by: crosswalk)
      }
    }
    for (lower, upper) in [(-1.0, 2.0), (3, 2), (.nan, 1), (0, .nan), (.infinity, .infinity)] {
      #expect(throws: StatisticError.self, "\(lower) \(upper)") {
        try CrosswalkedCells(
          [Cell(region: "N", industry: "a", unknown: .init(lower: lower, upper: upper))],
          by: crosswalk)
      }
    }
    let nothing = try CrosswalkedCells([], by: Crosswalk([]))
    #expect(nothing.cells == [] && nothing.unmapped == [] && nothing.notes == [])
  }

  /// A crosswalk with weights, without, and with codes that lead nowhere, and cells of it.
  private static func random(_ seed: UInt64) throws -> (Crosswalk, [Cell]) {
    var random = SeededGenerator(seed: seed)
    var links: [Link] = []
    for source in 0..<40 where source % 9 != 4 {
      let targets = (0..<Int.random(in: 1...5, using: &random)).map { (source * 7 + $0 * 3) % 23 }
      let raw = targets.map { _ in Double.random(in: 0.1...1, using: &random) }
      let whole = raw.reduce(0, +)
      for (target, weight) in zip(targets, raw) {
        links.append(
          Link(
            from: "s\(source)", to: "t\(target)",
            weight: source % 2 == 0 ? min(1, weight / whole) : nil))
      }
    }
    var cells: [Cell] = []
    for region in 0..<12 {
      for source in 0..<40 where Bool.random(using: &random) {
        let size = Double.random(in: 0...1, using: &random)
        let scale = [1.0, 1e3, 1e7][source % 3]
        let (place, industry) = ("r\(region)", "s\(source)")
        cells.append(
          Int.random(in: 0..<10, using: &random) == 0
            ? Cell(
              region: place, industry: industry,
              unknown: .init(lower: size * scale, upper: (size + 1) * scale))
            : Cell(region: place, industry: industry, size: size * scale))
      }
    }
    return (try Crosswalk(links), cells)
  }

  @Test(arguments: 0..<30)
  func `totals are conserved, region by region`(seed: UInt64) throws {
    let (crosswalk, cells) = try Self.random(seed)
    for division in [Crosswalk.Division.equal, .bySize(Self.sizes)] {
      let result = try CrosswalkedCells(cells, by: crosswalk, dividing: division)
      #expect(!result.unmapped.isEmpty && !result.divided.isEmpty)
      for end in [\Cell.interval.lower, \Cell.interval.upper] {
        func total(_ cells: [Cell]) -> Double { cells.map { $0[keyPath: end] }.reduce(0, +) }
        let sent = total(cells)
        let lost = result.unmapped.map {
          end == \Cell.interval.lower ? $0.interval.lower : $0.interval.upper
        }.reduce(0, +)
        #expect(abs(total(result.cells) + lost - sent) <= 1e-9 * sent)
        let left = Set(result.unmapped.map { $0.code })
        for region in Set(cells.map { $0.region }) {
          let came = total(result.cells.filter { $0.region == region })
          let went = total(
            cells.filter { $0.region == region && !left.contains($0.industry) })
          #expect(abs(came - went) <= 1e-9 * went)
        }
      }
      // No unknown cell is lost among known ones.
      let known = Set(result.cells.filter { $0.size != nil }.map { [$0.region, $0.industry] })
      let reached = cells.filter { $0.size == nil }.flatMap { cell in
        crosswalk.links.filter { $0.source == cell.industry }.map { [cell.region, $0.target] }
      }
      #expect(known.isDisjoint(with: reached))
    }
  }

  private static let sizes = Dictionary(
    uniqueKeysWithValues: (0..<23).map { ("t\($0)", Double($0 + 1)) })

  @Test(arguments: 0..<5)
  func `the order of cells does not matter, and the same comes out again`(seed: UInt64) throws {
    let (crosswalk, cells) = try Self.random(seed)
    var random = SeededGenerator(seed: seed)
    let one = try CrosswalkedCells(cells, by: crosswalk, dividing: .equal)
    #expect(try CrosswalkedCells(cells, by: crosswalk, dividing: .equal) == one)
    let other = try CrosswalkedCells(
      cells.shuffled(using: &random), by: crosswalk, dividing: .equal)
    #expect(other.divided == one.divided && other.partial == one.partial)
    #expect(other.unmapped.map { $0.code } == one.unmapped.map { $0.code })
    #expect(other.cells.count == one.cells.count)
    for (first, second) in zip(one.cells, other.cells) {
      #expect(first.region == second.region && first.industry == second.industry)
      let (low, high) = (first.interval, second.interval)
      #expect(abs(low.lower - high.lower) <= 1e-12 * low.lower)
      #expect(abs(low.upper - high.upper) <= 1e-12 * low.upper)
    }
  }

  @Test func `the links of the dataset are a crosswalk, and tell what they cannot divide`() throws {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let text = try String(contentsOfFile: "\(root)/seeds/industry_crosswalk.csv", encoding: .utf8)
    let links = text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      return Link(
        from: cells[0], to: cells[1], sourceIsPart: cells[4] == "1", targetIsPart: cells[5] == "1")
    }
    let crosswalk = try Crosswalk(links)
    let sources = Set(links.map { $0.source })
    let cells = sources.sorted().map { Cell(region: "N", industry: $0, size: 10) }
    #expect(throws: StatisticError.self) { try CrosswalkedCells(cells, by: crosswalk) }
    let divided = try CrosswalkedCells(cells, by: crosswalk, dividing: .equal)
    let total = divided.cells.compactMap { $0.size }.reduce(0, +)
    #expect(abs(total - Double(10 * sources.count)) < 1e-9 * total)
    #expect(divided.unmapped == [])
    let whole = cells.filter { !divided.divided.contains($0.industry) }
    #expect(whole.count > 700)
    let plain = try CrosswalkedCells(whole, by: crosswalk)
    #expect(plain.divided == [] && plain.partial.allSatisfy { $0.targetIsPart })
  }
}
