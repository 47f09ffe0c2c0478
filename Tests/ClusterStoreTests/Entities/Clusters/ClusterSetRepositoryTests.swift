import ClusterModel
import Testing

@testable import ClusterStore

extension ClusterSet: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ClusterSet {
    var clusterSet = ClusterSet(key: "cluster-set-\(number)")
    clusterSet.nameEn = "name en \(number)"
    clusterSet.nameZh = "沈本一体化第\(number)号"
    clusterSet.nameEnRef = "name en ref \(number)"
    clusterSet.zoneID = try world.zone(number)
    clusterSet.parentID = try world.clusterSet(number)
    clusterSet.definition = "definition \(number)"
    clusterSet.note = "note \(number)"
    clusterSet.sourceID = try world.source(number)
    clusterSet.locator = "locator \(number)"
    return clusterSet
  }
}

@Suite struct ClusterSetRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ClusterSet.self).check(law)
  }
}
