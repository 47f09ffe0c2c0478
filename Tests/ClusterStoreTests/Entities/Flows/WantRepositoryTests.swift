import ClusterModel
import Testing

@testable import ClusterStore

extension Want: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Want {
    var want = Want(
      key: "want-\(number)", firmID: try world.firm(number), materialID: try world.material(number))
    want.zoneID = try world.zone(number)
    want.amount = 6 + Double(number) / 4
    want.unit = "unit \(number)"
    want.period = number.isMultiple(of: 2) ? .once : .month
    want.fromYear = 1990 + number
    want.toYear = 2010 + number
    want.price = 5 + Double(number) / 4
    want.currency = number.isMultiple(of: 2) ? "USD" : "CNY"
    want.note = "note \(number)"
    want.sourceID = try world.source(number)
    return want
  }
}

@Suite struct WantRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Want.self).check(law)
  }

  @Test func `an amount is above 0, a price not below, a currency has three capitals`() throws {
    let world = try World()
    let breaks: [(inout Want) -> Void] = [
      { $0.amount = 0 }, { $0.price = -0.01 }, { $0.currency = "rmb" }, { $0.currency = "RMBY" },
    ]
    for change in breaks {
      var want = try Want.sample(1, in: world)
      change(&want)
      #expect(throws: StoreError.self) { try WantRepository(world.store).insert(want) }
    }
  }
}
