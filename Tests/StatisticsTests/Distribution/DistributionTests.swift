import Statistics
import Testing

struct DistributionTests {
  @Test func `quantiles of type 7 lie between neighbours`() throws {
    let values: [Double] = [4, 1, 3, 2]
    #expect(try Quantile.all(of: values, at: [0, 0.25, 0.5, 0.75, 1]) == [1, 1.75, 2.5, 3.25, 4])
    #expect(try Quantile(of: [-5], at: 0.3).value == -5)
    for part in [-0.1, 1.1, .nan] {
      #expect(throws: StatisticError.self) { try Quantile(of: values, at: part) }
      #expect(throws: StatisticError.self) { try Quantile.all(of: values, at: [part]) }
    }
    for bad in [[], [1, .nan], [1, .infinity]] {
      #expect(throws: StatisticError.self) { try Quantile(of: bad, at: 0.5) }
    }
  }

  @Test func `a band holds its lower bound and not its upper`() throws {
    let bands = try SizeBands(of: [0, 9, 10, 49, 50, 250, 632]).bands
    #expect(bands.map { $0.count } == [2, 2, 1, 2])
    #expect(bands.map { $0.total } == [9, 59, 50, 882])
    #expect(bands[3].totalShare == 0.882 && bands[3].upper == nil && bands[0].upper == 10)
    #expect(abs(bands.map { $0.countShare }.reduce(0, +) - 1) < 1e-15)
    #expect(try SizeBands(of: [0, 0]).bands[0].totalShare == nil)
    #expect(throws: StatisticError.self) { try SizeBands(of: []) }
    #expect(throws: StatisticError.self) { try SizeBands(of: [-1]) }
    #expect(throws: StatisticError.self) { try SizeBands(of: [3], bounds: [5, 10]) }
    #expect(throws: StatisticError.self) { try SizeBands(of: [3], bounds: [0, 10, 10]) }
    #expect(throws: StatisticError.self) { try SizeBands(of: [3], bounds: []) }
  }

  @Test func `coefficients of variation by hand`() throws {
    let plain = try CoefficientOfVariation(of: [2, 4, 6])
    #expect(abs(plain.value - 0.5) < 1e-15 && abs(plain.standardDeviation - 2) < 1e-15)
    #expect(throws: StatisticError.self) { try CoefficientOfVariation(of: [3]) }
    // Weighted mean 25; deviations -15, 5 and 25 with weights 0.5, 0.25, 0.25.
    let weighted = try Williamson(of: [10, 30, 50], population: [2, 1, 1])
    #expect(weighted.mean == 25)
    #expect(abs(weighted.value - (275.0).squareRoot() / 25) < 1e-15)
    #expect(try Williamson(of: [7, 7], population: [1, 9]).value == 0)
    #expect(throws: StatisticError.self) { try Williamson(of: [0, 7], population: [1, 0]) }
  }
}
