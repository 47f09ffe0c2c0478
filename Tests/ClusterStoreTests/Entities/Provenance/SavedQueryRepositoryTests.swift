import ClusterModel
import Testing

@testable import ClusterStore

extension SavedQuery: Sampled {
  static func sample(_ number: Int, in world: World) throws -> SavedQuery {
    var savedQuery = SavedQuery(
      key: "saved-query-\(number)", titleEn: "title en \(number)", sql: "SELECT \(number)")
    savedQuery.number = number
    savedQuery.titleZh = "问题\(number)"
    savedQuery.parameters = #"[{"name": "year", "default": \#(number)}]"#
    return savedQuery
  }
}

@Suite struct SavedQueryRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(SavedQuery.self).check(law)
  }

  @Test func `parameters are JSON, and none by default`() throws {
    let queries = SavedQueryRepository(try World().store)
    var query = SavedQuery(key: "q", titleEn: "A question", sql: "SELECT 1")
    #expect(query.parameters == "[]")
    query.parameters = "year"
    #expect(throws: StoreError.self) { try queries.insert(query) }
  }
}
