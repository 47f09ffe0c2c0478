import Statistics
import Testing

struct LocationIndexTests {
  @Test func `the reference of a quotient is all, a total, or a group`() throws {
    let table = try Matrix([[10, 10, 80], [30, 10, 60]])
    let all = try LocationQuotient.Table(table)
    #expect(try all.quotient(region: 0, industry: 0).value == 0.5)
    let nation = try LocationQuotient.Table(table, against: .total([100, 100, 800]))
    #expect(abs(try nation.quotient(region: 1, industry: 0).value - 3) < 1e-15)
    let traded = try LocationQuotient.Table(table, against: .groups(["traded", "traded", "local"]))
    #expect(abs(try traded.quotient(region: 0, industry: 0).value - 0.5 / (40.0 / 60)) < 1e-15)
    #expect(try traded.quotient(region: 0, industry: 2).value == 1)
    #expect(throws: StatisticError.self) {
      try LocationQuotient.Table(table, against: .total([10, 100, 800]))
        .quotient(region: 1, industry: 0)
    }
    #expect(throws: StatisticError.self) {
      try LocationQuotient.Table(table, against: .total([-1, 100, 800]))
    }
  }

  @Test func `an empty region or industry has no quotient, the others have`() throws {
    let table = try LocationQuotient.Table(Matrix([[1, 0, 2], [0, 0, 0], [3, 0, 1]]))
    #expect(throws: StatisticError.undefined("the total of the region is 0")) {
      try table.quotient(region: 1, industry: 0)
    }
    #expect(throws: StatisticError.undefined("the total of the industry is 0")) {
      try table.quotient(region: 0, industry: 1)
    }
    #expect(throws: StatisticError.self) { try table.quotients(industry: 0) }
    #expect(try table.quotient(region: 0, industry: 0).value == (1.0 / 3) / (4.0 / 7))
  }

  @Test func `standardised quotients have mean 0 and deviation 1`() throws {
    #expect(try StandardizedLocationQuotient(quotients: [0, 1, 2]).scores == [-1, 0, 1])
    let logarithms = try StandardizedLocationQuotient(quotients: [0.1, 1, 10], ofLogarithms: true)
    for (score, expected) in zip(logarithms.scores, [-1.0, 0, 1]) {
      #expect(abs(score - expected) < 1e-15)
    }
    for bad in [[], [1], [1, 1], [1, -1], [1, .nan]] {
      #expect(throws: StatisticError.self) { try StandardizedLocationQuotient(quotients: bad) }
    }
    #expect(throws: StatisticError.undefined("a quotient of 0 has no logarithm")) {
      try StandardizedLocationQuotient(quotients: [0, 1], ofLogarithms: true)
    }
  }

  @Test func `a strong cluster passes all four thresholds`() throws {
    let quotients = [0.5, 0.8, 1.2, 2.0, 9.0, 5.0]
    let employment: [Double] = [100, 50, 80, 120, 0, 5]
    let establishments: [Double] = [10, 5, 8, 9, 3, 7]
    let strong = try StrongCluster(
      quotients: quotients, employment: employment, establishments: establishments)
    // Without the fifth: Q75(LQ) = 2, Q25 of employment = 50, of establishments = 7.
    #expect(strong.quotientThreshold == 2)
    #expect(strong.employmentFloor == 50 && strong.establishmentFloor == 7)
    #expect(strong.isStrong == [false, false, false, true, false, false])
    let significant = try StrongCluster(
      quotients: quotients, employment: employment, establishments: establishments,
      rule: .significant)
    #expect(significant.isStrong == [false, false, false, true, false, false])
    let qualifying = try StrongCluster(
      quotients: quotients, employment: employment, establishments: establishments,
      rule: .qualifying)
    #expect(qualifying.isStrong == [false, false, true, true, false, false])
    #expect(throws: StatisticError.undefined("the cluster employs no one anywhere")) {
      try StrongCluster(quotients: [0, 0], employment: [0, 0], establishments: [1, 1])
    }
    #expect(throws: StatisticError.self) {
      try StrongCluster(
        quotients: [1], employment: [1], establishments: [1],
        rule: .init(quotientQuantile: 1.5, includesQuantile: true, leastQuotient: 1))
    }
  }

  @Test func `a weak quotient is not strong, however few are stronger`() throws {
    let strong = try StrongCluster(
      quotients: [0.1, 0.2, 0.9], employment: [1, 2, 3], establishments: [1, 2, 3])
    #expect(strong.isStrong == [false, false, false])
  }

  @Test func `a floor must be exceeded, the quantile of quotients only be met`() throws {
    let quotients = [1, 1.5, 2, 3, 4]
    let many: [Double] = [50, 60, 70, 80, 90]
    func strong(_ employment: [Double], _ establishments: [Double]) throws -> [Bool] {
      try StrongCluster(
        quotients: quotients, employment: employment, establishments: establishments
      ).isStrong
    }
    #expect(try strong(many, many) == [false, false, false, true, true])
    #expect(try strong(many, many.reversed()) == [false, false, false, false, false])
    #expect(try strong(many.reversed(), many) == [false, false, false, false, false])
  }

  @Test func `each star has its own criterion`() throws {
    let stars = try ClusterStars(
      employment: [1000, 50, 100, 0], regionTotals: [100_000, 100, 5000, 10],
      quotients: [0.5, 3, 2, 0])
    #expect(stars.regions.map { $0.size } == [true, false, false, false])
    #expect(stars.regions.map { $0.specialization } == [false, true, true, false])
    #expect(stars.regions.map { $0.focus } == [false, true, false, false])
    #expect(stars.regions.map { $0.count } == [1, 2, 1, 0])
    #expect(throws: StatisticError.self) {
      try ClusterStars(employment: [5], regionTotals: [4], quotients: [1])
    }
    #expect(throws: StatisticError.self) {
      try ClusterStars(employment: [0], regionTotals: [4], quotients: [0])
    }
  }

  @Test func `the cluster index of the textbook, of no firm, and of bad parts`() throws {
    func index(
      _ employment: (Double, Double), _ firms: (Double, Double), _ area: (Double, Double),
      _ population: (Double, Double)
    ) throws -> Double {
      try ClusterIndex(
        employment: .init(employment.0, of: employment.1), firms: .init(firms.0, of: firms.1),
        area: .init(area.0, of: area.1), population: .init(population.0, of: population.1)
      ).value
    }
    let value = try index((1743, 5740), (35, 53), (50, 576), (488, 4621))
    #expect(abs(value - 21.8749110167254) < 1e-12)
    #expect(try index((0, 10), (0, 5), (1, 2), (1, 2)) == 0)
    #expect(throws: StatisticError.self) { try index((0, 0), (0, 5), (1, 2), (1, 2)) }
    #expect(throws: StatisticError.self) { try index((1, 10), (1, 5), (0, 2), (1, 2)) }
    #expect(throws: StatisticError.self) { try index((1, 10), (1, 5), (1, 2), (0, 2)) }
    #expect(throws: StatisticError.self) { try index((11, 10), (1, 5), (1, 2), (1, 2)) }
    #expect(throws: StatisticError.self) { try index((1, 10), (-1, 5), (1, 2), (1, 2)) }
    #expect(throws: StatisticError.self) { try index((1, 10), (1, 5), (1, .infinity), (1, 2)) }
  }
}
