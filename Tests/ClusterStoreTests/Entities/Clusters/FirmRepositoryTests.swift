import ClusterModel
import Testing

@testable import ClusterStore

extension Firm: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Firm {
    var firm = Firm(key: "firm-\(number)")
    firm.recordKind = number.isMultiple(of: 2) ? .named : .surveyed
    firm.creditCode = "credit code \(number)"
    firm.nameEn = "name en \(number)"
    firm.nameZh = "沈本一体化第\(number)号"
    firm.nameEnRef = "name en ref \(number)"
    firm.nameZhRef = "辽宁产业集群参考\(number)"
    firm.role = "role \(number)"
    firm.zoneID = try world.zone(number)
    firm.industryID = try world.industry(number)
    firm.sizeClass = number.isMultiple(of: 2) ? .medium : .large
    firm.foundedYear = 2000 + number
    firm.address = "address \(number)"
    firm.longitude = 120 + Double(number)
    firm.latitude = 40 + Double(number)
    firm.note = "note \(number)"
    firm.noteRef = "note ref \(number)"
    firm.sourceID = try world.source(number)
    firm.locator = "locator \(number)"
    return firm
  }
}

@Suite struct FirmRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Firm.self).check(law)
  }

  @Test func `firms of a cluster are those that a tie names`() throws {
    let world = try World()
    let (cluster, firm) = (try world.cluster(1), try world.firm(2))
    _ = try world.firm(1)
    try ClusterFirmRepository(world.store).insert(ClusterFirm(clusterID: cluster, firmID: firm))
    #expect(try FirmRepository(world.store).firms(of: cluster).map(\.id) == [firm])
    #expect(try FirmRepository(world.store).firms(of: world.cluster(2)).isEmpty)
  }

  @Test func `codes keep their leading zeros`() throws {
    let firms = FirmRepository(try World().store)
    var firm = Firm(key: "0755")
    firm.creditCode = "000000000000000001"
    let id = try firms.insert(firm)
    #expect(try firms.find(id).value.creditCode == "000000000000000001")
    #expect(try firms.find(key: "0755").id == id)
    #expect(throws: StoreError.notFound(table: "firm", key: "755")) { try firms.find(key: "755") }
  }

  @Test func `a firm without any reference has an empty address or none, and these differ`() throws
  {
    let firms = FirmRepository(try World().store)
    var firm = Firm(key: "empty")
    firm.address = ""
    let empty = try firms.insert(firm)
    let none = try firms.insert(Firm(key: "none"))
    #expect(try firms.find(empty).value.address?.isEmpty == true)
    #expect(try firms.find(none).value.address == nil)
  }
}
