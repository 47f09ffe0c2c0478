import ClusterModel
import Testing

@testable import ClusterStore

extension Mention: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Mention {
    let mention = Mention(
      entityType: .zone, entityKey: try world.zoneKey(number), sourceID: try world.source(number),
      locator: "locator \(number)")
    return mention
  }
}

@Suite struct MentionRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Mention.self).check(law)
  }
}
