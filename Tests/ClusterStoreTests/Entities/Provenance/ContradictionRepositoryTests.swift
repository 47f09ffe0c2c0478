import ClusterModel
import Testing

@testable import ClusterStore

extension Contradiction: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Contradiction {
    var contradiction = Contradiction(
      key: "contradiction-\(number)", relation: "relation \(number)", subject: "subject \(number)",
      sourceAID: try world.source(number))
    contradiction.sourceBID = try world.source(number + 10)
    contradiction.statementA = "statement a \(number)"
    contradiction.statementB = "statement b \(number)"
    contradiction.assessment = "assessment \(number)"
    contradiction.quoteA = "quote a \(number)"
    contradiction.quoteB = "quote b \(number)"
    return contradiction
  }
}

@Suite struct ContradictionRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Contradiction.self).check(law)
  }

  @Test func `both documents hold on to it`() throws {
    let world = try World()
    try ContradictionRepository(world.store).insert(Contradiction.sample(1, in: world))
    for number in [1, 11] {
      #expect(throws: StoreError.self) {
        try SourceRepository(world.store).delete(world.source(number))
      }
    }
  }
}
