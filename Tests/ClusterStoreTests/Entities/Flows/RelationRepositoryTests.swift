import ClusterModel
import Testing

@testable import ClusterStore

extension Relation: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Relation {
    var relation = Relation(
      key: "relation-\(number)", subjectID: try world.concept(number),
      relation: "relation \(number)", objectID: try world.concept(number + 10),
      statementKind: "statement kind \(number)")
    relation.subjectText = "subject text \(number)"
    relation.objectText = "object text \(number)"
    relation.condition = "condition \(number)"
    relation.sourceID = try world.source(number)
    relation.locator = "locator \(number)"
    return relation
  }
}

@Suite struct RelationRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Relation.self).check(law)
  }
}
