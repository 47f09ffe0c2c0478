import ClusterModel
import Testing

@testable import ClusterStore

extension Statistic: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Statistic {
    var statistic = Statistic(
      key: "statistic-\(number)", class: number.isMultiple(of: 2) ? .enumerated : .reported,
      subjectType: .zone, subjectKey: try world.zoneKey(number), indicator: "indicator \(number)",
      comparator: number.isMultiple(of: 2) ? .less : .equal)
    statistic.subjectText = "subject text \(number)"
    statistic.value = 5 + Double(number) / 4
    statistic.valueMax = Double(number) + 0.75
    statistic.unit = "unit \(number)"
    statistic.valueText = "value text \(number)"
    statistic.asOfYear = 2000 + number
    statistic.timeText = "time text \(number)"
    statistic.wording = "wording \(number)"
    statistic.consistencyNote = "consistency note \(number)"
    statistic.sourceID = try world.source(number)
    statistic.locator = "locator \(number)"
    return statistic
  }
}

@Suite struct StatisticRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Statistic.self).check(law)
  }
}
