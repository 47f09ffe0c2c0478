import ClusterModel
import Testing

@testable import ClusterStore

extension MeasureTarget: Sampled {
  static func sample(_ number: Int, in world: World) throws -> MeasureTarget {
    var measureTarget = MeasureTarget(measureID: try world.measure(number))
    measureTarget.subjectType = .zone
    measureTarget.subjectKey = try world.zoneKey(number)
    measureTarget.subjectText = "subject text \(number)"
    return measureTarget
  }
}

@Suite struct MeasureTargetRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(MeasureTarget.self).check(law)
  }

  @Test func `the targets of a measure come in order`() throws {
    let world = try World()
    let targets = MeasureTargetRepository(world.store)
    let measure = try world.measure(1)
    var text = MeasureTarget(measureID: measure)
    text.subjectText = "small firms"
    try targets.insert(text)
    var zone = MeasureTarget(measureID: measure)
    (zone.subjectType, zone.subjectKey) = (.zone, try world.zoneKey(1))
    try targets.insert(zone)
    #expect(try targets.targets(of: measure).map(\.value) == [text, zone])
  }

  @Test func `a structure type needs no row`() throws {
    let world = try World()
    var target = MeasureTarget(measureID: try world.measure(1))
    (target.subjectType, target.subjectKey) = (.clusterType, "symbiotic")
    try MeasureTargetRepository(world.store).insert(target)
  }

  @Test func `a target without subject, or with half of one, is refused`() throws {
    let world = try World()
    let measure = try world.measure(1)
    var half = MeasureTarget(measureID: measure)
    (half.subjectType, half.subjectText) = (.zone, "a zone")
    for target in [MeasureTarget(measureID: measure), half] {
      #expect(throws: StoreError.self) {
        try MeasureTargetRepository(world.store).insert(target)
      }
    }
  }
}
