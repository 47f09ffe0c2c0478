import ClusterModel
import Testing

@testable import ClusterStore

extension FirmMeasure: Sampled {
  static func sample(_ number: Int, in world: World) throws -> FirmMeasure {
    var firmMeasure = FirmMeasure(
      key: "firm-measure-\(number)", statementKind: "statement kind \(number)")
    firmMeasure.nameEn = "name en \(number)"
    firmMeasure.nameZh = "沈本一体化第\(number)号"
    firmMeasure.nameEnRef = "name en ref \(number)"
    firmMeasure.nameZhRef = "辽宁产业集群参考\(number)"
    firmMeasure.description = "description \(number)"
    firmMeasure.actorText = "actor text \(number)"
    firmMeasure.actorID = try world.institution(number)
    firmMeasure.groupText = "group text \(number)"
    firmMeasure.sourceID = try world.source(number)
    firmMeasure.locator = "locator \(number)"
    return firmMeasure
  }
}

@Suite struct FirmMeasureRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(FirmMeasure.self).check(law)
  }
}
