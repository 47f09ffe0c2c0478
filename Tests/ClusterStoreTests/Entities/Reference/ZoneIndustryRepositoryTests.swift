import ClusterModel
import Testing

@testable import ClusterStore

extension ZoneIndustry: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ZoneIndustry {
    var zoneIndustry = ZoneIndustry(
      zoneID: try world.zone(number), industryID: try world.industry(number), role: "role \(number)"
    )
    zoneIndustry.wording = "wording \(number)"
    zoneIndustry.sourceID = try world.source(number)
    zoneIndustry.locator = "locator \(number)"
    return zoneIndustry
  }
}

@Suite struct ZoneIndustryRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ZoneIndustry.self).check(law)
  }
}
