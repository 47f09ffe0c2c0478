import Statistics
import Testing

/// What holds for any input: scale and order change nothing, and parts add up.
struct InvarianceTests {
  /// Indices that neither the unit nor the order of the units changes.
  static let indices: [(name: String, compute: @Sendable ([Double]) throws -> Double)] =
    BadInputTests.indices.filter {
      ![
        "shift-share", "relative diversity", "revealed comparative advantage", "location quotient",
        "Lorenz curve",
      ].contains($0.name)
    }

  static func sizes(_ seed: UInt64, _ count: Int = 12) -> [Double] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Double.random(in: 0.1...1000, using: &random) }
  }

  @Test(arguments: 0..<20)
  func `neither scale nor order changes an index`(seed: UInt64) throws {
    let sizes = Self.sizes(seed)
    var random = SeededGenerator(seed: seed)
    let scale = Double.random(in: 0.001...1000, using: &random)
    for (name, compute) in Self.indices {
      let one = try compute(sizes)
      for other in [sizes.map { $0 * scale }, sizes.shuffled(using: &random)] {
        #expect(abs(try compute(other) - one) <= 1e-12 * max(1, abs(one)), "\(name)")
      }
    }
  }

  @Test(arguments: 0..<20)
  func `Theil between groups and within them add up to the whole`(seed: UInt64) throws {
    let sizes = Self.sizes(seed, 30)
    let groups = sizes.indices.map { "\($0 * Int(seed + 3) % 7)" }
    for parts in [
      try TheilT.decomposed(sizes, groups: groups), try TheilL.decomposed(sizes, groups: groups),
    ] {
      #expect(abs(parts.between + parts.within - parts.total) < 1e-14)
      #expect(parts.groups.count == Set(groups).count)
    }
    let withZeros = try TheilT.decomposed(
      [0, 0, 3, 5, 0, 2], groups: ["a", "a", "b", "b", "c", "c"])
    #expect(abs(withZeros.between + withZeros.within - withZeros.total) < 1e-15)
    #expect(withZeros.groups[0].index == nil)
    let variety = try Variety(of: sizes, groups: groups)
    #expect(abs(variety.related + variety.unrelated - variety.total) < 1e-13)
  }

  @Test(arguments: 0..<20)
  func `the components of shift-share add up to the growth`(seed: UInt64) throws {
    let (before, after) = (Self.sizes(seed), Self.sizes(seed + 100))
    let (all, allAfter) = (
      before.map { $0 * 3 + 1 }, zip(after, Self.sizes(seed + 200)).map { $0 + $1 }
    )
    let data = try RegionalChange(region: (before, after), reference: (all, allAfter))
    let growth = after.reduce(0, +) - before.reduce(0, +)
    let dunn = ShiftShare(data)
    for part in dunn.industries + [dunn.region] {
      #expect(abs(part.national + part.mix + part.regional - part.growth) < 1e-9)
    }
    let esteban = try EstebanMarquillas(data)
    for part in esteban.industries + [esteban.region] {
      let sum = part.national + part.mix + part.regional + part.allocation
      #expect(abs(sum - part.growth) < 1e-8)
    }
    #expect(abs(dunn.region.growth - growth) < 1e-9)
    #expect(abs(esteban.region.growth - growth) < 1e-9)
    let gerfin = try GerfinShiftShare(data)
    #expect(abs(gerfin.structure * gerfin.location - gerfin.regional) < 1e-12 * gerfin.regional)
    let dynamic = try DynamicShiftShare(
      region: [before, after, before], reference: [all, allAfter, all])
    #expect(abs(dynamic.region.growth) < 1e-9)
    #expect(
      abs(dynamic.region.national + dynamic.region.netShift - dynamic.region.growth) < 1e-8)
  }

  @Test(arguments: 0..<10)
  func `the weighted Gini is the plain one of repeated values`(seed: UInt64) throws {
    let sizes = Self.sizes(seed, 6)
    let repeated = sizes.enumerated().flatMap {
      [Double](repeating: $0.element, count: $0.offset + 1)
    }
    let weighted = try Gini(of: sizes, weights: [1, 2, 3, 4, 5, 6]).value
    #expect(abs(weighted - (try Gini(of: repeated).value)) < 1e-14)
  }

  @Test(arguments: 0..<10)
  func `coagglomeration is what the plants' definition makes of it`(seed: UInt64) throws {
    let plants = Self.sizes(seed, 24)
    let regions = plants.indices.map { $0 * 7 % 5 }
    let reference = Self.sizes(seed + 50, 5)
    let whole = reference.reduce(0, +)
    let spread = 1 - reference.map { $0 * $0 / whole / whole }.reduce(0, +)
    let total = plants.reduce(0, +)
    var (herfindahl, own, squares) = (0.0, 0.0, 0.0)
    var cells = [[Double]](repeating: [0, 0, 0], count: 5)
    for industry in 0..<3 {
      let members = plants.indices.filter { $0 % 3 == industry }
      let index = try EllisonGlaeser(
        plants: members.map { plants[$0] }, regions: members.map { regions[$0] },
        reference: reference)
      let weight = members.map { plants[$0] }.reduce(0, +) / total
      herfindahl += weight * weight * index.plantHerfindahl
      own += try index.gamma * weight * weight * (1 - index.plantHerfindahl)
      squares += weight * weight
      for member in members { cells[regions[member]][industry] += plants[member] }
    }
    let group = try EllisonGlaeser(
      employment: cells.map { $0.reduce(0, +) }, reference: reference, plantHerfindahl: 0.5
    ).rawConcentration
    let expected = (group / spread - herfindahl - own) / (1 - squares)
    let gamma = try Coagglomeration(employment: Matrix(cells), reference: reference).gamma
    #expect(abs(gamma - expected) < 1e-13)
  }

  @Test(arguments: 0..<10)
  func `each region is compared with the sum or the mean of the others`(seed: UInt64) throws {
    let rows = (0..<6).map { Self.sizes(seed * 6 + $0, 4) }
    let table = try Matrix(rows)
    let sums = try Krugman.specialization(of: table, against: .totalWithoutSelf)
    let means = try Krugman.specialization(of: table, against: .meanOfOthers)
    for region in rows.indices {
      let others = rows.indices.filter { $0 != region }.map { rows[$0] }
      let sum = (0..<4).map { column in others.map { $0[column] }.reduce(0, +) }
      let mean = (0..<4).map { column in
        others.map { $0[column] / $0.reduce(0, +) }.reduce(0, +)
      }
      #expect(abs(sums[region].value - (try Krugman(of: rows[region], against: sum).value)) < 1e-14)
      #expect(
        abs(means[region].value - (try Krugman(of: rows[region], against: mean).value)) < 1e-14)
    }
  }
}
