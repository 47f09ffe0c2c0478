import ClusterModel
import Testing

@testable import ClusterStore

extension DerivedCheck: Sampled {
  static func sample(_ number: Int, in world: World) throws -> DerivedCheck {
    var derivedCheck = DerivedCheck(
      key: "derived-check-\(number)", about: "about \(number)", formulaRef: "formula ref \(number)",
      resultRef: "result ref \(number)")
    derivedCheck.readingRef = "reading ref \(number)"
    return derivedCheck
  }
}

@Suite struct DerivedCheckRepositoryTests {
  @Test(arguments: RepositoryLaw.allCases)
  func `keeps the law of repositories`(law: RepositoryLaw) throws {
    try RepositoryContract(DerivedCheck.self).check(law)
  }
}
