import ClusterModel
import Testing

@testable import ClusterStore

extension Measure: Sampled {
  static func sample(_ number: Int, in world: World) throws -> Measure {
    var measure = Measure(
      key: "measure-\(number)", instrumentKind: "instrument kind \(number)",
      statementKind: "statement kind \(number)")
    measure.nameEn = "name en \(number)"
    measure.nameZh = "沈本一体化第\(number)号"
    measure.nameEnRef = "name en ref \(number)"
    measure.nameZhRef = "辽宁产业集群参考\(number)"
    measure.description = "description \(number)"
    measure.aspect = number.isMultiple(of: 2) ? .policyLegalSoft : .hard
    measure.aspectText = "aspect text \(number)"
    measure.aspectRef = number.isMultiple(of: 2) ? .socioEconomicSoft : .policyLegalSoft
    measure.actorLevel = "actor level \(number)"
    measure.actorText = "actor text \(number)"
    measure.instrumentTermID = try world.term(number)
    measure.partOfID = try world.measure(number)
    measure.fromYear = 1990 + number
    measure.toYear = 2010 + number
    measure.sourceID = try world.source(number)
    measure.locator = "locator \(number)"
    return measure
  }
}

@Suite struct MeasureRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(Measure.self).check(law)
  }

  @Test func `an aspect of the source and one of the editors stand apart`() throws {
    let world = try World()
    var measure = Measure(key: "m", instrumentKind: "planning", statementKind: "recommended")
    measure.aspectRef = .hard
    let read = try MeasureRepository(world.store).find(
      MeasureRepository(world.store).insert(measure))
    #expect(read.value.aspect == nil && read.value.aspectRef == .hard)
  }
}
