import ClusterModel
import Testing

@testable import ClusterStore

extension Industry: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Industry {
    var industry = Industry(
      key: "industry-\(number)", scheme: "scheme \(number)", code: "code \(number)")
    industry.level = "level \(number)"
    industry.parentID = try world.industry(number)
    industry.nameEn = "name en \(number)"
    industry.nameZh = "沈本一体化第\(number)号"
    industry.nameEnRef = "name en ref \(number)"
    industry.nameZhRef = "辽宁产业集群参考\(number)"
    industry.docClass = "doc class \(number)"
    industry.note = "note \(number)"
    industry.noteRef = "note ref \(number)"
    industry.sourceID = try world.source(number)
    industry.locator = "locator \(number)"
    return industry
  }
}

@Suite struct IndustryRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Industry.self).check(law)
  }

  @Test func `an industry is found by classification and code, which stays text`() throws {
    let world = try World()
    let industries = IndustryRepository(world.store)
    try industries.insert(Industry(key: "a", scheme: "gbt4754-2017", code: "0111"))
    try industries.insert(Industry(key: "b", scheme: "isic4", code: "0111"))
    #expect(try industries.industry(scheme: "isic4", code: "0111").value.key == "b")
    #expect(throws: StoreError.notFound(table: "industry", key: "isic4 111")) {
      try industries.industry(scheme: "isic4", code: "111")
    }
  }

  @Test func `a code comes once in a classification`() throws {
    let industries = IndustryRepository(try World().store)
    try industries.insert(Industry(key: "a", scheme: "isic4", code: "0111"))
    #expect(throws: StoreError.duplicate(table: "industry", key: "b")) {
      try industries.insert(Industry(key: "b", scheme: "isic4", code: "0111"))
    }
  }
}
