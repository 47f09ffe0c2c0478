import ClusterModel
import Testing

@testable import ClusterStore

extension Offer: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Offer {
    var offer = Offer(
      key: "offer-\(number)", firmID: try world.firm(number), materialID: try world.material(number)
    )
    offer.zoneID = try world.zone(number)
    offer.amount = 6 + Double(number) / 4
    offer.unit = "unit \(number)"
    offer.period = number.isMultiple(of: 2) ? .once : .month
    offer.fromYear = 1990 + number
    offer.toYear = 2010 + number
    offer.price = 5 + Double(number) / 4
    offer.currency = number.isMultiple(of: 2) ? "USD" : "CNY"
    offer.note = "note \(number)"
    offer.sourceID = try world.source(number)
    return offer
  }
}

@Suite struct OfferRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Offer.self).check(law)
  }

  @Test func `an amount is above 0, a price not below, a currency has three capitals`() throws {
    let world = try World()
    let breaks: [(inout Offer) -> Void] = [
      { $0.amount = 0 }, { $0.price = -0.01 }, { $0.currency = "rmb" }, { $0.currency = "RMBY" },
    ]
    for change in breaks {
      var offer = try Offer.sample(1, in: world)
      change(&offer)
      #expect(throws: StoreError.self) { try OfferRepository(world.store).insert(offer) }
    }
  }
}
