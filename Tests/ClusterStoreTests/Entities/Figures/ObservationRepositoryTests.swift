import ClusterModel
import Testing

@testable import ClusterStore

extension Observation: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Observation {
    var observation = Observation(
      subjectType: .zone, subjectKey: try world.zoneKey(number),
      indicatorID: try world.indicator(number), year: 2000 + number)
    observation.datasetID = try world.dataset(number)
    observation.value = 5 + Double(number) / 4
    observation.status = number.isMultiple(of: 2) ? .imputed : .reported
    observation.lowerBound = Double(number) + 0.25
    observation.upperBound = Double(number) + 0.75
    observation.note = "note \(number)"
    observation.sourceID = try world.source(number)
    observation.locator = "locator \(number)"
    return observation
  }
}

@Suite struct ObservationRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Observation.self).check(law)
  }

  @Test func `a value is there unless it is suppressed or missing`() throws {
    let world = try World()
    let observations = ObservationRepository(world.store)
    for status in Observation.Status.allCases {
      let isThere = status == .reported || status == .imputed
      var observation = try Observation.sample(1, in: world)
      observation.status = status
      observation.value = isThere ? nil : 1
      #expect(throws: StoreError.self) { try observations.insert(observation) }
      observation.value = isThere ? 0 : nil
      try observations.delete(observations.insert(observation))
    }
  }

  @Test func `bounds lie in order`() throws {
    let world = try World()
    var observation = try Observation.sample(1, in: world)
    (observation.lowerBound, observation.upperBound) = (2, 1)
    #expect(throws: StoreError.self) {
      try ObservationRepository(world.store).insert(observation)
    }
  }

  @Test func `one figure may stand in two documents, and once in each, also where none is named`()
    throws
  {
    let world = try World()
    let observations = ObservationRepository(world.store)
    var observation = try Observation.sample(1, in: world)
    try observations.insert(observation)
    observation.sourceID = try world.source(2)
    try observations.insert(observation)
    (observation.sourceID, observation.datasetID) = (nil, nil)
    try observations.insert(observation)
    #expect(throws: StoreError.self) { try observations.insert(observation) }
    #expect(try observations.count() == 3)
  }
}
