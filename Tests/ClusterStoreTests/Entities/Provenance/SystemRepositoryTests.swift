import ClusterModel
import Testing

@testable import ClusterStore

extension System: Sampled {
  static func sample(_ number: Int, in world: World) throws -> System {
    var system = System(key: "system-\(number)", rank: number, kind: "kind \(number)")
    system.nameEn = "name en \(number)"
    system.nameZh = "沈本一体化第\(number)号"
    system.nameEnRef = "name en ref \(number)"
    system.docRequires = "doc requires \(number)"
    system.servesTables = "serves tables \(number)"
    system.sourceID = try world.source(number)
    system.locator = "locator \(number)"
    return system
  }
}

@Suite struct SystemRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(System.self).check(law)
  }

  @Test func `a rank comes once and counts from 1`() throws {
    let systems = SystemRepository(try World().store)
    try systems.insert(System(key: "a", rank: 1, kind: "index system"))
    #expect(throws: StoreError.duplicate(table: "system", key: "b")) {
      try systems.insert(System(key: "b", rank: 1, kind: "index system"))
    }
    #expect(throws: StoreError.self) {
      try systems.insert(System(key: "c", rank: 0, kind: "index system"))
    }
  }
}
