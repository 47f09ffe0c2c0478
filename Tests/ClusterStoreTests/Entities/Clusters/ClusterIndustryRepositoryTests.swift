import ClusterModel
import Testing

@testable import ClusterStore

extension ClusterIndustry: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ClusterIndustry {
    var clusterIndustry = ClusterIndustry(
      clusterID: try world.cluster(number), industryID: try world.industry(number))
    clusterIndustry.position = number
    clusterIndustry.basis = number.isMultiple(of: 2) ? .generalKnowledge : .stated
    clusterIndustry.sourceID = try world.source(number)
    clusterIndustry.locator = "locator \(number)"
    return clusterIndustry
  }
}

@Suite struct ClusterIndustryRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ClusterIndustry.self).check(law)
  }
}
