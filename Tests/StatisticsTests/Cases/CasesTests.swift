import Statistics
import Testing

/// Every case of the peers' files is computed, or named with the reason why not.
@Suite struct CasesTests {
  @Test(arguments: Set(coveredCases.keys).sorted())
  func `we answer as the peer does`(file: String) throws {
    guard PeerCase.folder != nil, let compute = coveredCases[file] else { return }
    for one in try PeerCase.all(of: file) where casesNotComputed[one.name] == nil {
      for comparison in try compute(one) { expect(comparison, in: one) }
    }
  }

  private func expect(_ comparison: Comparison, in one: PeerCase) {
    #expect(!comparison.theirs.isEmpty, "\(one.name): no expected value")
    #expect(comparison.ours.count == comparison.theirs.count, "\(one.name): how many values")
    let allowed = comparison.allowed(in: one)
    for (place, (ours, theirs)) in zip(comparison.ours, comparison.theirs).enumerated() {
      guard let ours, let theirs else {
        #expect(ours == nil && theirs == nil, "\(one.name): value \(place)")
        continue
      }
      #expect(
        Comparison.difference(ours, theirs) <= allowed,
        "\(one.name): value \(place): \(ours), \(theirs)")
    }
  }

  @Test func `every file of the folder is computed or named with a reason`() throws {
    for file in try PeerCase.files() {
      #expect(
        (coveredCases[file] != nil) != (filesNotComputed[file] != nil),
        "\(file): give it a line in coveredCases or in filesNotComputed")
    }
  }

  @Test func `no list names a case that is not there`() throws {
    guard PeerCase.folder != nil else { return }
    let files = Set(try PeerCase.files())
    #expect(Set(coveredCases.keys).union(filesNotComputed.keys).subtracting(files) == [])
    let names = try coveredCases.keys.flatMap { try PeerCase.all(of: $0).map { $0.name } }
    #expect(Set(casesNotComputed.keys).subtracting(names) == [])
  }

  @Test(arguments: avoidedDefects.keys.sorted())
  func `where a peer is wrong we are not`(name: String) throws {
    guard PeerCase.folder != nil, let defect = avoidedDefects[name] else { return }
    let one = try #require(try PeerCase.defects().first { $0["id"].text == name })
    #expect(try defect.isAvoided(one))
  }

  @Test func `every defect of the file is avoided or named with a reason`() throws {
    let names = try PeerCase.defects().compactMap { $0["id"].text }
    for name in names {
      #expect((avoidedDefects[name] != nil) != (defectsNotShown[name] != nil), "\(name)")
    }
    guard PeerCase.folder != nil else { return }
    #expect(names.count == avoidedDefects.count + defectsNotShown.count)
  }
}
