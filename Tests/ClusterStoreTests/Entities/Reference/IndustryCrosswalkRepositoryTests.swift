import ClusterModel
import Testing

@testable import ClusterStore

extension IndustryCrosswalk: Sampled {
  static func sample(_ number: Int, in world: World) throws -> IndustryCrosswalk {
    var industryCrosswalk = IndustryCrosswalk(
      fromID: try world.industry(number), toID: try world.industry(number + 10),
      basis: number.isMultiple(of: 2) ? .generalKnowledge : .official)
    industryCrosswalk.position = number
    industryCrosswalk.weight = 1 / Double(number + 1)
    industryCrosswalk.fromIsPart = number.isMultiple(of: 2)
    industryCrosswalk.toIsPart = number.isMultiple(of: 2)
    industryCrosswalk.note = "note \(number)"
    industryCrosswalk.sourceID = try world.source(number)
    return industryCrosswalk
  }
}

@Suite struct IndustryCrosswalkRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(IndustryCrosswalk.self).check(law)
  }

  @Test func `targets come in order`() throws {
    let world = try World()
    let crosswalk = IndustryCrosswalkRepository(world.store)
    let from = try world.industry(1)
    for (number, position) in [(2, 2), (3, 1)] {
      try crosswalk.insert(
        IndustryCrosswalk(
          fromID: from, toID: world.industry(number), position: position, basis: .official))
    }
    let targets = try crosswalk.targets(of: from).map(\.value.toID)
    #expect(targets == [try world.industry(3), try world.industry(2)])
  }

  @Test(arguments: [0, -0.5, 1.01]) func `a weight lies above 0 and up to 1`(weight: Double) throws
  {
    let world = try World()
    var link = try IndustryCrosswalk.sample(1, in: world)
    link.weight = weight
    #expect(throws: StoreError.self) { try IndustryCrosswalkRepository(world.store).insert(link) }
    link.weight = 1
    try IndustryCrosswalkRepository(world.store).insert(link)
  }
}
