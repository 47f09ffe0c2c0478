import ClusterModel
import Testing

@testable import ClusterStore

extension Flow: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Flow {
    var flow = Flow(key: "flow-\(number)", flowClass: "flow class \(number)")
    flow.statementKind = "statement kind \(number)"
    flow.exchangeScope = number.isMultiple(of: 2) ? .interRegional : .intraCluster
    flow.giverType = .zone
    flow.giverKey = try world.zoneKey(number)
    flow.giverText = "giver text \(number)"
    flow.takerType = .zone
    flow.takerKey = try world.zoneKey(number + 10)
    flow.takerText = "taker text \(number)"
    flow.materialID = try world.material(number)
    flow.materialText = "material text \(number)"
    flow.amount = 6 + Double(number) / 4
    flow.unit = "unit \(number)"
    flow.period = number.isMultiple(of: 2) ? .once : .month
    flow.year = 2000 + number
    flow.price = 5 + Double(number) / 4
    flow.currency = number.isMultiple(of: 2) ? "USD" : "CNY"
    flow.via = "via \(number)"
    flow.result = "result \(number)"
    flow.clusterID = try world.cluster(number)
    flow.zoneID = try world.zone(number)
    flow.wording = "wording \(number)"
    flow.sourceID = try world.source(number)
    flow.locator = "locator \(number)"
    return flow
  }
}

@Suite struct FlowRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Flow.self).check(law)
  }

  @Test func `an exchange of which only words are known is taken`() throws {
    let world = try World()
    var flow = Flow(key: "said", flowClass: "waste")
    (flow.giverText, flow.takerText) = ("a power plant", "a brickworks")
    let id = try FlowRepository(world.store).insert(flow)
    let read = try FlowRepository(world.store).find(id).value
    #expect(read == flow && read.exchangeScope == .notStated && read.statementKind == "reported")
  }

  @Test func `half a giver, half a taker and less than nothing are refused`() throws {
    let world = try World()
    let breaks: [(inout Flow) -> Void] = [
      { $0.giverType = nil }, { $0.giverKey = nil }, { $0.takerType = nil }, { $0.takerKey = nil },
      { $0.amount = -1 }, { $0.price = -1 }, { $0.currency = "yuan" },
    ]
    for change in breaks {
      var flow = try Flow.sample(1, in: world)
      change(&flow)
      #expect(throws: StoreError.self) { try FlowRepository(world.store).insert(flow) }
    }
  }
}
