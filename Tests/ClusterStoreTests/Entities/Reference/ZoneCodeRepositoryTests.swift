import ClusterModel
import Testing

@testable import ClusterStore

extension ZoneCode: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ZoneCode {
    var zoneCode = ZoneCode(
      zoneID: try world.zone(number), scheme: "scheme \(number)", code: "code \(number)",
      kind: "kind \(number)", fromYear: 1990 + number, toYear: 2010 + number)
    zoneCode.nameZh = "沈本一体化第\(number)号"
    zoneCode.parentCode = "parent code \(number)"
    zoneCode.sourceID = try world.source(number)
    return zoneCode
  }
}

@Suite struct ZoneCodeRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ZoneCode.self).check(law)
  }
}
