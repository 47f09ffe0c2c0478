import Statistics
import Testing

struct ConcentrationTests {
  @Test func `shares of 20, 50, 20 and 10 percent`() throws {
    let sizes: [Double] = [20, 50, 20, 10]
    let index = try HerfindahlHirschman(of: sizes)
    #expect(abs(index.value - 0.34) < 1e-15)
    #expect(abs(index.points - 3400) < 1e-10)
    #expect(abs(try index.normalized - 0.12) < 1e-15)
    #expect(abs(index.equivalentNumber - 1 / 0.34) < 1e-14)
    #expect(abs(try Gini(of: sizes).value - 0.3) < 1e-15)
    #expect(abs(try Gini(of: sizes).corrected - 0.4) < 1e-15)
    #expect(abs(try ConcentrationRatio(of: sizes, largest: 2).value - 0.7) < 1e-15)
    #expect(abs(try Hoover(of: sizes).value - 0.25) < 1e-15)
  }

  @Test func `one unit has no normalised or corrected index`() throws {
    #expect(try HerfindahlHirschman(of: [5]).value == 1)
    #expect(throws: StatisticError.undefined("one unit has no normalised index")) {
      try HerfindahlHirschman(of: [5]).normalized
    }
    #expect(throws: StatisticError.undefined("one value has no corrected coefficient")) {
      try Gini(of: [5]).corrected
    }
    #expect(throws: StatisticError.self) { try Gini(of: [5, 6], weights: [1, 2]).corrected }
    #expect(throws: StatisticError.self) { try Entropy(of: [5]).normalized }
  }

  @Test func `more units asked for than there are counts all, none is refused`() throws {
    let ratio = try ConcentrationRatio(of: [1, 3], largest: 5)
    #expect(ratio.value == 1 && ratio.counted == 2)
    #expect(throws: StatisticError.self) { try ConcentrationRatio(of: [1, 3], largest: 0) }
  }

  @Test func `one unit that has all is as unequal as can be, with zeros in n`() throws {
    let sizes: [Double] = [0, 0, 0, 8]
    #expect(try Gini(of: sizes).value == 0.75)
    #expect(try Gini(of: sizes).corrected == 1)
    #expect(abs(try TheilT(of: sizes).value - 1.386294361119891) < 1e-15)
    #expect(try Entropy(of: sizes).value == 0)
    #expect(try Hoover(of: sizes).value == 0.75)
    #expect(throws: StatisticError.self) { try TheilL(of: sizes) }
    #expect(throws: StatisticError.self) { try Atkinson(of: sizes, aversion: 1) }
    #expect(throws: StatisticError.self) { try Atkinson(of: sizes, aversion: -1) }
    #expect(throws: StatisticError.self) { try Atkinson(of: sizes, aversion: .nan) }
    #expect(abs(try Atkinson(of: sizes, aversion: 0.5).value - 0.75) < 1e-15)
  }

  @Test func `Atkinson at an aversion of 1 takes the geometric mean`() throws {
    #expect(abs(try Atkinson(of: [1, 4], aversion: 1).value - 0.2) < 1e-15)
    #expect(abs(try Atkinson(of: [1, 4], aversion: 2).value - 0.36) < 1e-15)
    #expect(abs(try Atkinson(of: [1, 4], aversion: 0).value) < 1e-15)
    let great = try Atkinson(of: [1, 2], aversion: 2000).value
    #expect(abs(great - (1 - 1.000346806 / 1.5)) < 1e-9)
  }

  @Test func `locational Gini coefficients bear two names`() throws {
    let (part, whole): ([Double], [Double]) = ([0, 10, 10, 30, 50], [10, 15, 20, 25, 30])
    #expect(abs(try LorenzArea(of: part, against: whole).value - 0.31) < 1e-14)
    #expect(abs(try LorenzArea(of: part, against: whole).halved - 0.155) < 1e-14)
    let quotients = zip(part, whole).map { $0 / $1 }
    let gini = try GiniOfLocationQuotients(of: part, against: whole).value
    #expect(abs(gini - (try Gini(of: quotients).value)) < 1e-15)
    #expect(throws: StatisticError.self) {
      try GiniOfLocationQuotients(of: [1, 2], against: [0, 2])
    }
    #expect(try LorenzArea(of: [1, 0], against: [0, 1]).value == 1)
  }

  @Test func `each reference of Krugman is another`() throws {
    let table = try Matrix([[10, 10], [30, 10], [0, 40]])
    func first(_ reference: Krugman.Reference) throws -> Double {
      try Krugman.specialization(of: table, against: reference)[0].value
    }
    #expect(abs(try first(.total) - 0.2) < 1e-15)
    #expect(abs(try first(.totalWithoutSelf) - 0.25) < 1e-15)
    #expect(abs(try first(.meanOfOthers) - 0.25) < 1e-15)
    let last = try Krugman.specialization(of: table, against: .totalWithoutSelf)[2]
    #expect(abs(last.value - 4.0 / 3) < 1e-15 && abs(last.halved - 2.0 / 3) < 1e-15)
    let mean = try Krugman.specialization(of: table, against: .meanOfOthers)[2]
    #expect(abs(mean.value - 1.25) < 1e-15)
    #expect(
      try Krugman.concentration(of: table.transposed, against: .total)
        == Krugman.specialization(of: table, against: .total))
    #expect(throws: StatisticError.self) {
      try Krugman.specialization(of: Matrix([[1, 2]]), against: .meanOfOthers)
    }
    #expect(throws: StatisticError.self) {
      try Krugman.specialization(of: Matrix([[1, 2], [0, 0]]), against: .total)
    }
  }

  @Test func `the same structure has no relative diversity and a Hachman index of 1`() throws {
    #expect(throws: StatisticError.undefined("the structures are the same")) {
      try RelativeDiversity(of: [1, 2], against: [2, 4])
    }
    #expect(try RelativeDiversity(of: [1, 0], against: [0, 1]).value == 0.5)
    #expect(try Hachman(of: [1, 2], against: [2, 4]).value == 1)
    #expect(try Hachman(of: [1, 0], against: [1, 3]).averageQuotient == 4)
    #expect(throws: StatisticError.undefined("the reference has none of industry 2")) {
      try Hachman(of: [1, 2], against: [2, 0])
    }
  }

  @Test func `entropy is in bits, or in nats`() throws {
    #expect(abs(try Entropy(of: [1, 1, 1, 1]).value - 2) < 1e-15)
    #expect(abs(try Entropy(of: [1, 1, 1, 1]).normalized - 1) < 1e-15)
    #expect(abs(try Entropy(of: [1, 1], unit: .nats).value - 0.6931471805599453) < 1e-15)
    let variety = try Variety(of: [1, 1, 2], groups: ["a", "a", "b"])
    #expect(abs(variety.unrelated - 1) < 1e-15 && abs(variety.related - 0.5) < 1e-15)
  }

  @Test func `Theil by weights asks for a weight wherever there is a value`() throws {
    #expect(try TheilT(ofTotals: [1, 2, 3], weights: [2, 4, 6]).value == 0)
    #expect(throws: StatisticError.self) { try TheilT(ofTotals: [1, 2], weights: [0, 2]) }
  }

  @Test func `plants at one place are concentrated, one plant is undefined`() throws {
    let reference: [Double] = [50, 50]
    let together = try EllisonGlaeser(plants: [1, 1], regions: [0, 0], reference: reference)
    #expect(try together.gamma == 1)
    #expect(try MaurelSedillot(plants: [1, 1], regions: [0, 0], reference: reference).gamma == 1)
    let apart = try EllisonGlaeser(plants: [1, 1], regions: [0, 1], reference: reference)
    #expect(try apart.gamma == -1 && apart.rawConcentration == 0 && apart.plantHerfindahl == 0.5)
    // Var G = 2 (1/4 (1/2 - 2/4 + 1/4) - 2/16 (1/2 - 4/4 + 3/4)) = 1/16
    #expect(abs(try apart.z - -1) < 1e-15)
    let single = try EllisonGlaeser(plants: [7], regions: [0], reference: reference)
    #expect(single.plantHerfindahl == 1 && single.rawConcentration == 0.5)
    #expect(throws: StatisticError.undefined("one plant is the whole industry")) {
      try single.gamma
    }
    #expect(throws: StatisticError.undefined("one region has all of the reference")) {
      try EllisonGlaeser(plants: [1], regions: [0], reference: [5, 0])
    }
    #expect(throws: StatisticError.self) {
      try EllisonGlaeser(plants: [1], regions: [2], reference: reference)
    }
    #expect(throws: StatisticError.self) {
      try EllisonGlaeser(plants: [1], regions: [-1], reference: reference)
    }
    for herfindahl in [0, -0.5, 1.5, .nan] {
      #expect(throws: StatisticError.self) {
        try EllisonGlaeser(employment: [1, 2], reference: reference, plantHerfindahl: herfindahl)
      }
    }
    #expect(throws: StatisticError.self) {
      try EllisonGlaeser(employment: [1, 2], reference: reference, plantHerfindahl: 0.5).z
    }
  }

  @Test func `industries at one place coagglomerate, those apart do not`() throws {
    let reference: [Double] = [50, 50]
    let together = try Coagglomeration(
      employment: Matrix([[4, 9], [0, 0]]), reference: reference)
    #expect(abs(together.gamma - 1) < 1e-14)
    let apart = try Coagglomeration(employment: Matrix([[4, 0], [0, 9]]), reference: reference)
    #expect(abs(apart.gamma - -1) < 1e-14)
    #expect(throws: StatisticError.undefined("fewer than two industries have employment")) {
      try Coagglomeration(employment: Matrix([[4, 0], [1, 0]]), reference: reference)
    }
  }
}
