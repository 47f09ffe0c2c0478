import Statistics
import Testing

/// What every index over one list of sizes refuses.
struct BadInputTests {
  static let indices: [(name: String, compute: @Sendable ([Double]) throws -> Double)] = [
    ("Herfindahl-Hirschman", { try HerfindahlHirschman(of: $0).value }),
    ("concentration ratio", { try ConcentrationRatio(of: $0, largest: 2).value }),
    ("Gini", { try Gini(of: $0).value }),
    ("weighted Gini", { try Gini(of: $0, weights: $0).value }),
    ("Gini of quotients", { try GiniOfLocationQuotients(of: $0, against: $0).value }),
    ("Lorenz area", { try LorenzArea(of: $0, against: $0).value }),
    ("Lorenz curve", { try LorenzCurve(of: $0).points[0].value }),
    ("Krugman", { try Krugman(of: $0, against: $0).value }),
    ("relative diversity", { try RelativeDiversity(of: $0, against: $0.reversed()).value }),
    ("Hoover", { try Hoover(of: $0).value }),
    ("Hachman", { try Hachman(of: $0, against: $0).value }),
    ("Theil T", { try TheilT(of: $0).value }),
    ("Theil L", { try TheilL(of: $0).value }),
    ("Atkinson", { try Atkinson(of: $0, aversion: 0.5).value }),
    ("entropy", { try Entropy(of: $0).value }),
    ("variety", { try Variety(of: $0, groups: $0.map { _ in "a" }).total }),
    ("coefficient of variation", { try CoefficientOfVariation(of: $0).value }),
    ("Williamson", { try Williamson(of: $0, population: $0).value }),
    (
      "Ellison-Glaeser",
      {
        try EllisonGlaeser(plants: $0, regions: Array($0.indices), reference: $0).rawConcentration
      }
    ),
    (
      "Maurel-Sédillot",
      {
        try MaurelSedillot(plants: $0, regions: Array($0.indices), reference: $0).rawConcentration
      }
    ),
    ("shift-share", { try ShiftShare(unchanged($0)).region.growth }),
    (
      "revealed comparative advantage",
      { try RevealedComparativeAdvantage(of: Matrix([$0])).values[0, 0] }
    ),
    (
      "location quotient",
      { try LocationQuotient.Table(Matrix([$0])).quotient(region: 0, industry: 0).value }
    ),
  ]

  static func unchanged(_ sizes: [Double]) throws -> RegionalChange {
    try RegionalChange(region: (sizes, sizes), reference: (sizes, sizes))
  }

  @Test(arguments: indices.indices)
  func `an index answers for sizes and refuses what are none`(number: Int) throws {
    let (name, compute) = Self.indices[number]
    #expect(try compute([1, 2, 4]).isFinite, "\(name)")
    let bad: [[Double]] = [[], [1, -1, 3], [1, .infinity], [1, .nan], [2, -.infinity]]
    for bad in bad {
      do {
        _ = try compute(bad)
        Issue.record("\(name) answers for \(bad)")
      } catch let error as StatisticError {
        guard case .invalid = error else {
          Issue.record("\(name) calls \(bad) undefined")
          continue
        }
      }
    }
    #expect(throws: StatisticError.self, "\(name)") { try compute([0, 0, 0]) }
    #expect(throws: StatisticError.self, "\(name)") {
      try compute([.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    }
  }

  @Test func `lists of different lengths are refused`() {
    let (two, three): ([Double], [Double]) = ([1, 2], [1, 2, 3])
    let calls: [() throws -> Void] = [
      { _ = try Gini(of: two, weights: three) },
      { _ = try GiniOfLocationQuotients(of: two, against: three) },
      { _ = try LorenzCurve(of: two, against: three) },
      { _ = try Krugman(of: two, against: three) },
      { _ = try Hachman(of: two, against: three) },
      { _ = try TheilT(ofTotals: two, weights: three) },
      { _ = try TheilT.decomposed(two, groups: ["a"]) },
      { _ = try TheilL.decomposed(two, groups: ["a"]) },
      { _ = try Variety(of: two, groups: ["a"]) },
      { _ = try Williamson(of: two, population: three) },
      { _ = try EllisonGlaeser(plants: two, regions: [0], reference: three) },
      { _ = try EllisonGlaeser(employment: two, reference: three, plantHerfindahl: 0.5) },
      { _ = try Coagglomeration(employment: Matrix([[1, 2]]), reference: three) },
      { _ = try StrongCluster(quotients: two, employment: three, establishments: two) },
      { _ = try StrongCluster(quotients: two, employment: two, establishments: three) },
      { _ = try ClusterStars(employment: two, regionTotals: three, quotients: two) },
      { _ = try ClusterStars(employment: two, regionTotals: two, quotients: three) },
      { _ = try LocationQuotient.Table(Matrix([two]), against: .total(three)) },
      { _ = try LocationQuotient.Table(Matrix([two]), against: .groups(["a"])) },
      { _ = try RegionalChange(region: (two, three), reference: (two, two)) },
      { _ = try RegionalChange(region: (two, two), reference: (three, three)) },
      { _ = try DynamicShiftShare(region: [two, two], reference: [two]) },
      { _ = try Sites(x: two, y: three, distance: .planar) },
      { _ = try Matrix([two, three]) },
      { _ = try Matrix(rows: 2, columns: 2, cells: three) },
    ]
    for (number, call) in calls.enumerated() {
      do {
        try call()
        Issue.record("call \(number) takes lists of different lengths")
      } catch let error as StatisticError {
        guard case .invalid = error else {
          Issue.record("call \(number) says \(error)")
          continue
        }
      } catch {
        Issue.record(error)
      }
    }
  }

  @Test func `an error says where the bad value stands`() {
    #expect(
      throws: StatisticError.invalid(
        "the values hold -1.0 at position 2: give finite values from 0")
    ) { try Gini(of: [1, -1]) }
    #expect(throws: StatisticError.invalid("row 2, column 1 holds inf: give finite values")) {
      try Matrix([[1, 2], [.infinity, 3]])
    }
  }
}
