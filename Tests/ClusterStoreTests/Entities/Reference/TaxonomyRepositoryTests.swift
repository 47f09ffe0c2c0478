import ClusterModel
import Testing

@testable import ClusterStore

extension Taxonomy: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Taxonomy {
    var taxonomy = Taxonomy(key: "taxonomy-\(number)")
    taxonomy.nameEn = "name en \(number)"
    taxonomy.nameZh = "沈本一体化第\(number)号"
    taxonomy.sourceID = try world.source(number)
    return taxonomy
  }
}

@Suite struct TaxonomyRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Taxonomy.self).check(law)
  }
}
