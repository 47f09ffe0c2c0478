import Statistics
import Testing

/// What we answer beside what a peer answers.
struct Comparison {
  let ours: [Double?]
  let theirs: [Double?]
}

/// Every case of the peers' files is computed, or named with the reason why not.
@Suite struct CasesTests {
  @Test(arguments: Set(coveredCases.keys).sorted())
  func `we answer as the peer does`(file: String) throws {
    guard PeerCase.folder != nil, let compute = coveredCases[file] else { return }
    for one in try PeerCase.all(of: file) where casesNotComputed[one.name] == nil {
      let comparison = try compute(one)
      #expect(!comparison.theirs.isEmpty, "\(one.name): no expected value")
      #expect(comparison.ours.count == comparison.theirs.count, "\(one.name): how many values")
      for (place, (ours, theirs)) in zip(comparison.ours, comparison.theirs).enumerated() {
        guard let ours, let theirs else {
          #expect(ours == nil && theirs == nil, "\(one.name): value \(place)")
          continue
        }
        // The peers' values are written with 15 digits.
        let allowed = max(one.tolerance, 2e-14) * max(1, abs(theirs))
        #expect(abs(ours - theirs) <= allowed, "\(one.name): value \(place): \(ours), \(theirs)")
      }
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

  @Test func `where a peer is wrong we are not`() throws {
    guard PeerCase.folder != nil else { return }
    var defects: [String: JSONValue] = [:]
    for one in try PeerCase.content(of: "PEER-DEFECTS")["cases"].list {
      defects[one["id"].text ?? ""] = one
    }
    let gini = try #require(defects["REAT-gini-weighted-order"])
    let (x, w) = (gini["input"]["x"].numbers, gini["input"]["w"].numbers)
    let order = gini["input"]["permutation"].numbers.map { Int($0) - 1 }
    let permuted = try Gini(of: order.map { x[$0] }, weights: order.map { w[$0] }).value
    #expect(abs(permuted - (gini["peer"]["sorted"].number ?? 0)) < 1e-14)

    let growth = try #require(defects["REAT-growth-time.periods"])["input"]
    let rate = try CompoundGrowth(
      from: growth["v1"].number ?? 0, to: growth["v2"].number ?? 0,
      periods: growth["periods"].number ?? 0
    ).rate
    #expect(abs(rate - 0.095445115010332) < 1e-14)

    let zeros = try #require(defects["ineq-theil-zeros"])
    let theil = try TheilT(of: zeros["input"]["x"].numbers).value
    #expect(abs(theil - (zeros["other_peer"]["pysal_Theil_T"].number ?? 0)) < 1e-14)

    let base = try #require(defects["REAT-shift-zero-base"])
    let shift = ShiftShare(try base["input"].shiftShare())
    #expect(abs(shift.region.regional - 6.5) < 1e-12)
    #expect(abs(shift.region.national - (base["peer"]["national"].number ?? 0)) < 1e-12)
    #expect(abs(shift.region.mix - (base["peer"]["mix"].number ?? 0)) < 1e-12)

    let missing = try #require(defects["REAT-locq2-missing-row-recycled"])
    let table = try LocationQuotient.Table(Matrix([[10, 0], [8, 9]]))
    let ours = [try table.quotients(industry: 0), try table.quotients(industry: 1)].joined()
    let theirs = missing["peer_when_zero_row_is_explicit"].flat
    for (our, their) in zip(ours, theirs) { #expect(abs(our - (their ?? -1)) < 1e-14) }
    #expect(theirs.count == 4)
  }
}
