import ClusterModel
import Testing

@testable import ClusterStore

extension ZoneMember: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ZoneMember {
    var zoneMember = ZoneMember(
      areaID: try world.zone(number), memberID: try world.zone(number + 10), role: "role \(number)",
      reading: number.isMultiple(of: 2) ? .interpreted : .stated)
    zoneMember.wording = "wording \(number)"
    zoneMember.noteRef = "note ref \(number)"
    zoneMember.sourceID = try world.source(number)
    zoneMember.locator = "locator \(number)"
    return zoneMember
  }
}

@Suite struct ZoneMemberRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ZoneMember.self).check(law)
  }
}
