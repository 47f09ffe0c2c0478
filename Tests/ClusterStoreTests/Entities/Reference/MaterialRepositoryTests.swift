import ClusterModel
import Testing

@testable import ClusterStore

extension Material: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Material {
    var material = Material(key: "material-\(number)", kind: "kind \(number)")
    material.nameEn = "name en \(number)"
    material.nameZh = "沈本一体化第\(number)号"
    material.nameEnRef = "name en ref \(number)"
    material.nameZhRef = "辽宁产业集群参考\(number)"
    material.description = "description \(number)"
    material.unit = "unit \(number)"
    material.wasteID = try world.waste(number)
    material.noteRef = "note ref \(number)"
    material.sourceID = try world.source(number)
    material.locator = "locator \(number)"
    return material
  }
}

@Suite struct MaterialRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Material.self).check(law)
  }
}
