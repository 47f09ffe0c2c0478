import ClusterModel
import SQLite
import Testing

@testable import ClusterStore

extension Cluster: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Cluster {
    var cluster = Cluster(key: "cluster-\(number)")
    cluster.recordKind = number.isMultiple(of: 2) ? .sectorGroup : .named
    cluster.nameEn = "name en \(number)"
    cluster.nameZh = "沈本一体化第\(number)号"
    cluster.nameEnRef = "name en ref \(number)"
    cluster.nameZhRef = "辽宁产业集群参考\(number)"
    cluster.zoneID = try world.zone(number)
    cluster.zoneText = "zone text \(number)"
    cluster.industryText = "industry text \(number)"
    cluster.structureType = number.isMultiple(of: 2) ? .chainLed : .symbiotic
    cluster.organisationType = "organisation type \(number)"
    cluster.stage = number.isMultiple(of: 2) ? .influential : .initialConcentration
    cluster.stageText = "stage text \(number)"
    cluster.status = "status \(number)"
    cluster.sizeBand = number.isMultiple(of: 2) ? .underOneBillion : .overTenBillion
    cluster.sizeText = "size text \(number)"
    cluster.leadFirmID = try world.firm(number)
    cluster.leadFirmText = "lead firm text \(number)"
    cluster.influenceText = "influence text \(number)"
    cluster.foundedYear = 2000 + number
    cluster.note = "note \(number)"
    cluster.noteRef = "note ref \(number)"
    cluster.sourceID = try world.source(number)
    cluster.locator = "locator \(number)"
    return cluster
  }
}

@Suite struct ClusterRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Cluster.self).check(law)
  }

  @Test func `clusters of a zone are those in it, inside it, and those a tie names`() throws {
    let world = try World()
    let clusters = ClusterRepository(world.store)
    let zone = try world.zone(1)
    var inner = Zone(key: "inner", kind: "town")
    inner.parentID = zone
    var (here, inside) = (Cluster(key: "here"), Cluster(key: "inside"))
    here.zoneID = zone
    inside.zoneID = try ZoneRepository(world.store).insert(inner)
    try clusters.insert(inside)
    try clusters.insert(here)
    try clusters.insert(Cluster(key: "elsewhere"))
    let tied = try clusters.insert(Cluster(key: "tied"))
    try ClusterZoneRepository(world.store).insert(ClusterZone(clusterID: tied, zoneID: zone))
    #expect(try clusters.clusters(in: zone).map(\.value.key) == ["inside", "here", "tied"])
    #expect(try clusters.clusters(in: world.zone(2)).isEmpty)
  }

  @Test func `a stage that the type does not know is an error that names it`() throws {
    let world = try World()
    let id = try ClusterRepository(world.store).insert(Cluster(key: "odd"))
    try world.store.connection.execute(
      "PRAGMA ignore_check_constraints = 1; UPDATE cluster SET stage = 'overripe'")
    #expect {
      try ClusterRepository(world.store).find(id)
    } throws: { error in
      guard case StoreError.invalid("cluster", _, let reason) = error else { return false }
      return reason.contains("overripe")
    }
  }
}
