import ClusterModel
import Testing

@testable import ClusterStore

extension DerivedCheckInput: Sampled {
  static func sample(_ number: Int, in world: World) throws -> DerivedCheckInput {
    let derivedCheckInput = DerivedCheckInput(
      derivedCheckID: try world.derivedCheck(number), statisticID: try world.statistic(number))
    return derivedCheckInput
  }
}

@Suite struct DerivedCheckInputRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(DerivedCheckInput.self).check(law)
  }
}
