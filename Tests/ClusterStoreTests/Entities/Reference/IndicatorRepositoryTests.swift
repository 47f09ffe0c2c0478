import ClusterModel
import Testing

@testable import ClusterStore

extension Indicator: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Indicator {
    var indicator = Indicator(key: "indicator-\(number)")
    indicator.nameEn = "name en \(number)"
    indicator.nameZh = "沈本一体化第\(number)号"
    indicator.unit = "unit \(number)"
    indicator.direction = number.isMultiple(of: 2) ? .lowerIsBetter : .higherIsBetter
    indicator.definition = "definition \(number)"
    indicator.sourceID = try world.source(number)
    indicator.locator = "locator \(number)"
    return indicator
  }
}

@Suite struct IndicatorRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Indicator.self).check(law)
  }

  @Test func `an indicator has a name in one language at least`() throws {
    #expect(throws: StoreError.self) {
      try IndicatorRepository(World().store).insert(Indicator(key: "nameless"))
    }
  }
}
