import ClusterModel
import Testing

@testable import ClusterStore

extension StatisticContradiction: Sampled {
  static func sample(_ number: Int, in world: World) throws -> StatisticContradiction {
    let statisticContradiction = StatisticContradiction(
      statisticID: try world.statistic(number), contradictionID: try world.contradiction(number))
    return statisticContradiction
  }
}

@Suite struct StatisticContradictionRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(StatisticContradiction.self).check(law)
  }
}
