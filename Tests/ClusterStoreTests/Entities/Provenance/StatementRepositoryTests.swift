import ClusterModel
import Testing

@testable import ClusterStore

extension ClusterModel.Statement: Sampled {
  static func sample(_ number: Int, in world: World) throws -> ClusterModel.Statement {
    var statement = ClusterModel.Statement(
      key: "statement-\(number)", category: "category \(number)", subjectType: .zone,
      subjectKey: try world.zoneKey(number), observation: "observation \(number)")
    statement.subjectText = "subject text \(number)"
    statement.wording = "wording \(number)"
    statement.sourceID = try world.source(number)
    statement.locator = "locator \(number)"
    return statement
  }
}

@Suite struct StatementRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(ClusterModel.Statement.self).check(law)
  }
}
