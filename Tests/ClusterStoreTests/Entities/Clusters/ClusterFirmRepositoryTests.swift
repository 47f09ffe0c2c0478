import ClusterModel
import Testing

@testable import ClusterStore

extension ClusterFirm: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ClusterFirm {
    var clusterFirm = ClusterFirm(
      clusterID: try world.cluster(number), firmID: try world.firm(number))
    clusterFirm.role = "role \(number)"
    clusterFirm.sourceID = try world.source(number)
    clusterFirm.locator = "locator \(number)"
    return clusterFirm
  }
}

@Suite struct ClusterFirmRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ClusterFirm.self).check(law)
  }
}
