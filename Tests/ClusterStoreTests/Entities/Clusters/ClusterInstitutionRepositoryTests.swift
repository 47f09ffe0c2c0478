import ClusterModel
import Testing

@testable import ClusterStore

extension ClusterInstitution: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ClusterInstitution {
    var clusterInstitution = ClusterInstitution(
      clusterID: try world.cluster(number), institutionID: try world.institution(number))
    clusterInstitution.role = "role \(number)"
    clusterInstitution.sourceID = try world.source(number)
    clusterInstitution.locator = "locator \(number)"
    return clusterInstitution
  }
}

@Suite struct ClusterInstitutionRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ClusterInstitution.self).check(law)
  }
}
