import ClusterModel
import Testing

@testable import ClusterStore

extension Term: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Term {
    var term = Term(
      key: "term-\(number)", taxonomyID: try world.taxonomy(number), code: "code \(number)",
      position: number)
    term.parentID = try world.term(number)
    term.nameEn = "name en \(number)"
    term.nameZh = "沈本一体化第\(number)号"
    term.nameEnRef = "name en ref \(number)"
    term.nameZhRef = "辽宁产业集群参考\(number)"
    term.aliases = "an alias of \(number); 别名\(number)"
    term.definition = "definition \(number)"
    term.definitionRef = "definition ref \(number)"
    term.sourceID = try world.source(number)
    term.locator = "locator \(number)"
    return term
  }
}

@Suite struct TermRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Term.self).check(law)
  }

  @Test func `terms of a taxonomy come in its own order`() throws {
    let world = try World()
    let terms = TermRepository(world.store)
    let taxonomy = try world.taxonomy(1)
    for (code, position) in [("c", 3), ("a", 1), ("b", 2)] {
      try terms.insert(Term(key: code, taxonomyID: taxonomy, code: code, position: position))
    }
    try terms.insert(Term(key: "d", taxonomyID: world.taxonomy(2), code: "a", position: 1))
    #expect(try terms.terms(of: taxonomy).map(\.value.code) == ["a", "b", "c"])
    #expect(throws: StoreError.duplicate(table: "term", key: "e")) {
      try terms.insert(Term(key: "e", taxonomyID: taxonomy, code: "a", position: 4))
    }
  }
}
