import ClusterModel
import Testing

@testable import ClusterStore

extension ClusterZone: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ClusterZone {
    var clusterZone = ClusterZone(
      clusterID: try world.cluster(number), zoneID: try world.zone(number))
    clusterZone.role = "role \(number)"
    clusterZone.sourceID = try world.source(number)
    clusterZone.locator = "locator \(number)"
    return clusterZone
  }
}

@Suite struct ClusterZoneRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ClusterZone.self).check(law)
  }
}
