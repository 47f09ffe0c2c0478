import ClusterModel
import Testing

@testable import ClusterStore

extension Waste: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Waste {
    var waste = Waste(
      key: "waste-\(number)", scheme: "scheme \(number)", code: "code \(number)",
      level: number.isMultiple(of: 2) ? .subchapter : .chapter)
    waste.parentID = try world.waste(number)
    waste.nameEn = "name en \(number)"
    waste.nameZh = "沈本一体化第\(number)号"
    waste.hazardous = number.isMultiple(of: 2)
    waste.entryType = "entry type \(number)"
    waste.sourceID = try world.source(number)
    return waste
  }
}

@Suite struct WasteRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Waste.self).check(law)
  }

  @Test(arguments: [true, false, nil]) func `hazardous is yes, no or not said`(is it: Bool?) throws
  {
    let world = try World()
    var waste = try Waste.sample(1, in: world)
    waste.hazardous = it
    let id = try WasteRepository(world.store).insert(waste)
    #expect(try WasteRepository(world.store).find(id).value.hazardous == it)
  }
}
