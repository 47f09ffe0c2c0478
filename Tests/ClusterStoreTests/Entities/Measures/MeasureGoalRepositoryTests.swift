import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

extension MeasureGoal: Sampled {
  static func sample(_ number: Int, in world: World) throws -> MeasureGoal {
    var measureGoal = MeasureGoal(
      measureID: try world.measure(number), indicatorID: try world.indicator(number),
      targetValue: 12 + Double(number) / 4)
    measureGoal.baselineValue = 14 + Double(number) / 4
    measureGoal.baselineYear = 2000 + number
    measureGoal.dueYear = 2000 + number
    measureGoal.unit = "unit \(number)"
    measureGoal.note = "note \(number)"
    measureGoal.sourceID = try world.source(number)
    measureGoal.locator = "locator \(number)"
    return measureGoal
  }
}

@Suite struct MeasureGoalRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(MeasureGoal.self).check(law)
  }

  @Test func `the goals of a measure come by date, and last those without`() throws {
    let world = try World()
    let goals = MeasureGoalRepository(world.store)
    let measure = try world.measure(1)
    for year in [2030, nil, 2025] {
      var goal = MeasureGoal(
        measureID: measure, indicatorID: try world.indicator(1), targetValue: 1)
      goal.dueYear = year
      try goals.insert(goal)
    }
    #expect(try goals.goals(of: measure).map(\.value.dueYear) == [2025, 2030, nil])
  }
}
