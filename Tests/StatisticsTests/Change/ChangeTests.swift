import Statistics
import Testing

struct ChangeTests {
  @Test func `growth of 20 percent over two periods is 9_5 percent a period`() throws {
    #expect(abs(try Growth(from: 100, to: 120).rate - 0.2) < 1e-15)
    #expect(
      abs(try CompoundGrowth(from: 100, to: 120, periods: 2).rate - 0.09544511501033215) < 1e-15)
    #expect(try CompoundGrowth(from: 100, to: 0, periods: 2).rate == -1)
  }

  @Test func `a base of 0 has no rate, also if nothing came`() throws {
    #expect(try Growth(from: 0, to: 5).absolute == 5)
    for value in [0.0, 5] {
      #expect(throws: StatisticError.undefined("the base is 0")) {
        try Growth(from: 0, to: value).rate
      }
      #expect(throws: StatisticError.undefined("the base is 0")) {
        try CompoundGrowth(from: 0, to: value, periods: 1)
      }
    }
    for bad in [-1, .nan, .infinity] {
      #expect(throws: StatisticError.self) { try Growth(from: bad, to: 1) }
      #expect(throws: StatisticError.self) { try Growth(from: 1, to: bad) }
      #expect(throws: StatisticError.self) { try CompoundGrowth(from: bad, to: 1, periods: 1) }
    }
    for periods in [0, -1, .nan, .infinity] {
      #expect(throws: StatisticError.self) {
        try CompoundGrowth(from: 1, to: 2, periods: periods)
      }
    }
  }

  @Test func `shift-share of a region by hand`() throws {
    let data = try RegionalChange(
      region: ([90, 20, 10, 60], [100, 40, 10, 55]),
      reference: ([400, 150, 150, 400], [440, 210, 135, 480]))
    let dunn = ShiftShare(data)
    #expect(abs(dunn.region.national - 27) < 1e-12 && abs(dunn.region.mix - 1) < 1e-12)
    #expect(abs(dunn.region.regional - -3) < 1e-12 && dunn.region.growth == 25)
    #expect(abs(dunn.industries[1].national - 3) < 1e-12)
    let esteban = try EstebanMarquillas(data)
    #expect(abs(esteban.region.regional - -7.0 / 11) < 1e-12)
    let gerfin = try GerfinShiftShare(data)
    #expect(abs(gerfin.regional - (205.0 / 180) / 1.15) < 1e-15)
    #expect(abs(gerfin.location - 205.0 / 208) < 1e-15)
  }

  @Test func `an industry may start from 0 in the region, not in the reference`() throws {
    let data = try RegionalChange(
      region: ([0, 10], [5, 12]), reference: ([100, 200], [110, 210]))
    let dunn = ShiftShare(data)
    #expect(dunn.industries[0].regional == 5 && dunn.industries[0].national == 0)
    #expect(abs(dunn.region.regional - 6.5) < 1e-14)
    #expect(
      throws: StatisticError.undefined("industry 1 is 0 at the earlier date in the region")
    ) { try EstebanMarquillas(data) }
    #expect(
      throws: StatisticError.undefined("industry 1 is 0 at the earlier date in the reference")
    ) { try RegionalChange(region: ([0, 10], [5, 12]), reference: ([0, 200], [110, 210])) }
    #expect(throws: StatisticError.self) {
      try GerfinShiftShare(
        RegionalChange(region: ([1, 1], [1, 1]), reference: ([1, 1], [0, 0])))
    }
    #expect(throws: StatisticError.self) {
      try DynamicShiftShare(region: [[1, 2]], reference: [[1, 2]])
    }
  }
}
