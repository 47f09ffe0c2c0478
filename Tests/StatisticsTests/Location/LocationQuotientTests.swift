import Statistics
import Testing

struct LocationQuotientTests {
  @Test func `a region with twice the overall share has a quotient of 2`() throws {
    let quotient = try LocationQuotient(
      regional: 20, regionTotal: 100, overall: 100, grandTotal: 1000)
    #expect(quotient.value == 2)
  }

  @Test func `an absent industry has 0, an empty region none`() throws {
    let absent = try LocationQuotient(
      regional: 0, regionTotal: 100, overall: 100, grandTotal: 1000)
    #expect(absent.value == 0)
    #expect(throws: StatisticError.undefined("the total of the region is 0")) {
      try LocationQuotient(regional: 0, regionTotal: 0, overall: 100, grandTotal: 1000)
    }
    #expect(throws: StatisticError.undefined("the total of the industry is 0")) {
      try LocationQuotient(regional: 0, regionTotal: 10, overall: 0, grandTotal: 1000)
    }
  }

  @Test(arguments: [
    (-1.0, 10.0, 10.0, 100.0), (11, 10, 20, 100), (5, 10, 4, 100), (5, 200, 10, 100),
    (5, 10, 200, 100), (1, 2, 3, .infinity), (.nan, 2, 3, 4),
  ])
  func `a part that exceeds its whole is refused`(
    regional: Double, regionTotal: Double, overall: Double, grandTotal: Double
  ) {
    #expect(throws: StatisticError.self) {
      try LocationQuotient(
        regional: regional, regionTotal: regionTotal, overall: overall, grandTotal: grandTotal)
    }
  }

  @Test(arguments: 0..<50)
  func `scale changes nothing`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let cells = (0..<4).map { _ in Double.random(in: 0.1...1000, using: &random) }
    let scale = Double.random(in: 0.001...1000, using: &random)
    func quotient(_ factor: Double) throws -> Double {
      try LocationQuotient(
        regional: cells[0] * factor, regionTotal: (cells[0] + cells[1]) * factor,
        overall: (cells[0] + cells[2]) * factor, grandTotal: cells.reduce(0, +) * factor
      ).value
    }
    let (one, scaled) = (try quotient(1), try quotient(scale))
    #expect(abs(one - scaled) <= 1e-12 * one)
  }
}
