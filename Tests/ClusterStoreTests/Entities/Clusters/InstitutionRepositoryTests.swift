import ClusterModel
import Testing

@testable import ClusterStore

extension Institution: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Institution {
    var institution = Institution(key: "institution-\(number)", kind: "kind \(number)")
    institution.recordKind = number.isMultiple(of: 2) ? .namedByPlace : .named
    institution.level = "level \(number)"
    institution.nameEn = "name en \(number)"
    institution.nameZh = "沈本一体化第\(number)号"
    institution.nameEnRef = "name en ref \(number)"
    institution.nameZhRef = "辽宁产业集群参考\(number)"
    institution.zoneID = try world.zone(number)
    institution.role = "role \(number)"
    institution.noteRef = "note ref \(number)"
    institution.sourceID = try world.source(number)
    institution.locator = "locator \(number)"
    return institution
  }
}

@Suite struct InstitutionRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Institution.self).check(law)
  }
}
