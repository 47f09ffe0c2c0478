import ClusterModel
import Testing

@testable import ClusterStore

extension Concept: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Concept {
    var concept = Concept(key: "concept-\(number)")
    concept.nameEn = "name en \(number)"
    concept.nameZh = "沈本一体化第\(number)号"
    concept.nameEnRef = "name en ref \(number)"
    concept.nameZhRef = "辽宁产业集群参考\(number)"
    concept.definition = "definition \(number)"
    concept.definitionRef = "definition ref \(number)"
    concept.sourceID = try world.source(number)
    concept.locator = "locator \(number)"
    return concept
  }
}

@Suite struct ConceptRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Concept.self).check(law)
  }
}
