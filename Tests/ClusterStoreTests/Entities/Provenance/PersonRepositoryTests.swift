import ClusterModel
import Testing

@testable import ClusterStore

extension Person: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Person {
    var person = Person(key: "person-\(number)")
    person.nameEn = "name en \(number)"
    person.nameZh = "沈本一体化第\(number)号"
    person.nameZhRef = "辽宁产业集群参考\(number)"
    person.role = "role \(number)"
    person.statement = "statement \(number)"
    person.noteRef = "note ref \(number)"
    person.sourceID = try world.source(number)
    person.locator = "locator \(number)"
    return person
  }
}

@Suite struct PersonRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Person.self).check(law)
  }
}
