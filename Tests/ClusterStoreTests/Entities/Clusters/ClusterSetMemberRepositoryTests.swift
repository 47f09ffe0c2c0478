import ClusterModel
import Testing

@testable import ClusterStore

extension ClusterSetMember: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ClusterSetMember {
    var clusterSetMember = ClusterSetMember(
      clusterSetID: try world.clusterSet(number), clusterID: try world.cluster(number))
    clusterSetMember.sourceID = try world.source(number)
    clusterSetMember.locator = "locator \(number)"
    return clusterSetMember
  }
}

@Suite struct ClusterSetMemberRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ClusterSetMember.self).check(law)
  }
}
