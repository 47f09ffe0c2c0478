import ClusterModel
import Testing

@testable import ClusterStore

extension Source: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Source {
    var source = Source(key: "source-\(number)", kind: "kind \(number)", title: "title \(number)")
    source.titleTranslationRef = "title translation ref \(number)"
    source.authors = "authors \(number)"
    source.publisher = "publisher \(number)"
    source.year = 2000 + number
    source.yearBasis = "year basis \(number)"
    source.dateText = "date text \(number)"
    source.language = "language \(number)"
    source.file = "file \(number)"
    source.url = "url \(number)"
    source.licence = "licence \(number)"
    source.affiliations = "affiliations \(number)"
    source.keywords = "keywords \(number)"
    source.note = "note \(number)"
    source.noteRef = "note ref \(number)"
    source.citedInID = try world.source(number)
    source.locator = "locator \(number)"
    return source
  }
}

@Suite struct SourceRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Source.self).check(law)
  }

  @Test func `a document may cite itself and still go`() throws {
    let sources = SourceRepository(try World().store)
    let id = try sources.insert(Source(key: "own", kind: "paper", title: "On itself"))
    var stored = try sources.find(id)
    stored.value.citedInID = id
    try sources.update(stored)
    try sources.delete(id)
    #expect(try sources.count() == 0)
  }
}
