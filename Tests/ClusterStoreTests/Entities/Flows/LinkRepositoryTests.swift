import ClusterModel
import Testing

@testable import ClusterStore

extension Link: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Link {
    var link = Link(key: "link-\(number)", kind: "kind \(number)")
    if number.isMultiple(of: 2) {
      link.fromInstitutionID = try world.institution(number)
      link.toFirmID = try world.firm(number)
    } else {
      link.fromFirmID = try world.firm(number)
      link.toInstitutionID = try world.institution(number)
    }
    link.fromYear = 1990 + number
    link.toYear = 2010 + number
    link.value = 5 + Double(number) / 4
    link.unit = "unit \(number)"
    link.note = "note \(number)"
    link.sourceID = try world.source(number)
    link.locator = "locator \(number)"
    return link
  }
}

@Suite struct LinkRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Link.self).check(law)
  }

  @Test func `each end is a firm or an institution, and not both`() throws {
    let world = try World()
    let links = LinkRepository(world.store)
    let breaks: [(inout Link) -> Void] = [
      { $0.fromFirmID = nil }, { $0.toInstitutionID = nil },
    ]
    for change in breaks {
      var link = try Link.sample(1, in: world)
      change(&link)
      #expect(throws: StoreError.self) { try links.insert(link) }
    }
    var both = try Link.sample(1, in: world)
    both.toFirmID = try world.firm(2)
    #expect(throws: StoreError.self) { try links.insert(both) }
    var negative = try Link.sample(1, in: world)
    negative.value = -1
    #expect(throws: StoreError.self) { try links.insert(negative) }
  }
}
