import Statistics
import Testing

struct ChangeAnswerTests {
  static let indices: [any RegionalChangeIndex.Type] = IndexCatalog.Family.change.indices
    .compactMap { $0 as? any RegionalChangeIndex.Type }

  private static let names = ["food", "textiles", "machinery", "services"]
  private static let region: [[Double]] = [
    [90, 20, 10, 60], [95, 31, 10, 57], [100, 40, 10, 55],
  ]
  private static let reference: [[Double]] = [
    [400, 150, 150, 400], [415, 190, 140, 450], [440, 210, 135, 480],
  ]

  private func answers(
    _ index: any RegionalChangeIndex.Type, _ region: [[Double]] = region,
    _ reference: [[Double]] = reference, _ written: [String: String] = [:],
    names: [String] = names
  ) throws -> [IndexAnswer] {
    try index.answers(
      region: region, reference: reference, industries: names,
      IndexParameters(written, of: index.definition.parameters))
  }

  @Test func `every index of change answers`() {
    let growth = IndexCatalog.Family.change.indices.compactMap { $0 as? any GrowthIndex.Type }
    #expect(growth.count == 2 && Self.indices.count == 4)
  }

  @Test func `the first line is the region as the analysis is by itself`() throws {
    let (before, after) = (0, 2)
    let data = try RegionalChange(
      region: (Self.region[before], Self.region[after]),
      reference: (Self.reference[before], Self.reference[after]))
    let dunn = ShiftShare(data).region
    #expect(
      try answers(ShiftShare.self).map { $0.values }
        == [[dunn.growth, dunn.national, dunn.mix, dunn.regional, dunn.netShift]])
    let esteban = try EstebanMarquillas(data).region
    #expect(
      try answers(EstebanMarquillas.self).map { $0.values }
        == [
          [esteban.growth, esteban.national, esteban.mix, esteban.regional, esteban.allocation]
        ])
    let gerfin = try GerfinShiftShare(data)
    #expect(
      try answers(GerfinShiftShare.self).map { $0.values }
        == [[gerfin.regional, gerfin.structure, gerfin.location]])
    let dynamic = try DynamicShiftShare(region: Self.region, reference: Self.reference).region
    #expect(
      try answers(DynamicShiftShare.self).map { $0.values }
        == [[dynamic.growth, dynamic.national, dynamic.mix, dynamic.regional, dynamic.netShift]])
    #expect(dynamic.national != dunn.national)
    for index in Self.indices {
      let line = try answers(index)[0]
      #expect(line.label == nil && line.values.count == index.definition.measures.count)
    }
  }

  @Test(arguments: 0..<10)
  func `components add up, and those of the industries to those of the region`(seed: UInt64) throws
  {
    var random = SeededGenerator(seed: seed)
    let names = (0..<9).map { "industry \($0)" }
    func dates() -> [[Double]] {
      (0..<4).map { _ in names.map { _ in Double.random(in: 1...1000, using: &random) } }
    }
    let (region, reference) = (dates(), dates())
    for index in [ShiftShare.self, EstebanMarquillas.self, DynamicShiftShare.self]
      as [any RegionalChangeIndex.Type]
    {
      let lines = try answers(
        index, region, reference, ["detail": "industries"], names: names)
      #expect(lines.map { $0.label } == [nil] + names)
      let hasAllocation = index.definition.measures.contains("allocation")
      for line in lines {
        let values = line.values.compactMap { $0 }
        let sum = values[1] + values[2] + values[3] + (hasAllocation ? values[4] : 0)
        #expect(abs(sum - values[0]) < 1e-9)
      }
      for measure in index.definition.measures.indices {
        let sum = lines.dropFirst().compactMap { $0.values[measure] }.reduce(0, +)
        #expect(abs(sum - (lines[0].values[measure] ?? .nan)) < 1e-9)
      }
      #expect(
        abs((lines[0].values[0] ?? 0) - (region[3].reduce(0, +) - region[0].reduce(0, +))) < 1e-9)
    }
    let factors = try answers(GerfinShiftShare.self, region, reference, names: names)[0].values
      .compactMap { $0 }
    #expect(abs(factors[0] - factors[1] * factors[2]) < 1e-12 * factors[0])
  }

  @Test func `an industry that starts from 0 is named`() throws {
    let (one, two): ([Double], [Double]) = ([0, 10], [5, 12])
    #expect(
      throws: StatisticError.undefined("wool is 0 in the reference at date 1 of 2")
    ) { try answers(ShiftShare.self, [one, two], [[0, 200], [9, 9]], names: ["wool", "silk"]) }
    #expect(
      throws: StatisticError.undefined("silk is 0 in the reference at date 2 of 3")
    ) {
      try answers(
        DynamicShiftShare.self, [one, two, two], [[1, 2], [3, 0], [1, 1]], names: ["wool", "silk"])
    }
    #expect(throws: StatisticError.undefined("wool is 0 in the region at date 1 of 2")) {
      try answers(
        EstebanMarquillas.self, [one, two], [[100, 200], [9, 9]], names: ["wool", "silk"])
    }
    // Dates between are not asked for, except where each is a start.
    let gap: [[Double]] = [[1, 2], [3, 0], [1, 1]]
    #expect(try answers(ShiftShare.self, [one, two, two], gap, names: ["a", "b"]).count == 1)
    let dunn = try answers(
      ShiftShare.self, [one, two], [[100, 200], [110, 210]], ["detail": "industries"],
      names: ["wool", "silk"])
    #expect(dunn[1].values[3] == 5 && dunn[1].label == "wool")
  }

  @Test(arguments: indices.map { $0.definition.name })
  func `lists of other lengths and bad values are refused`(name: String) throws {
    let index = try #require(Self.indices.first { $0.definition.name == name })
    for (region, reference) in [
      ([[1, 2]], [[1, 2]]), ([[1, 2], [1, 2]], [[1, 2]]), ([[1, 2], [1]], [[1, 2], [1, 2]]),
      ([[1, 2], [1, 2]], [[1, 2, 3], [1, 2, 3]]), ([[0, 0], [1, 2]], [[1, 2], [1, 2]]),
      ([[1, 2], [-1, 2]], [[1, 2], [1, 2]]), ([[1, 2], [1, 2]], [[1, 2], [.nan, 2]]),
      ([[], []], [[], []]), ([], []),
    ] as [([[Double]], [[Double]])] {
      #expect(throws: StatisticError.self, "\(region) \(reference)") {
        try answers(index, region, reference, names: ["a", "b"])
      }
    }
    #expect(throws: StatisticError.self) {
      try answers(index, Self.region, Self.reference, ["detail": "all"])
    }
  }

  @Test func `the compound rate a year, as it is by itself`() throws {
    let parameters = CompoundGrowth.definition.parameters
    #expect(parameters.isEmpty && CompoundGrowth.definition.measures == ["compound_growth"])
    let line = try CompoundGrowth.answer(from: 100, to: 120, years: 2)
    #expect(line.values == [try CompoundGrowth(from: 100, to: 120, periods: 2).rate])
    for (base, value, years) in [(0.0, 5.0, 1), (1, 2, 0), (1, 2, -1), (-1, 2, 1), (1, .nan, 1)] {
      #expect(throws: StatisticError.self) {
        try CompoundGrowth.answer(from: base, to: value, years: years)
      }
    }
    let peer = try #require(CompoundGrowth.definition.peers.first { $0.peer == .cmp })
    #expect(peer.departure == nil)
  }

  @Test func `conventions of the peer reproduce its values`() throws {
    guard PeerCase.folder != nil else { return }
    for index in Self.indices {
      let peer = try #require(index.definition.peers.first { $0.peer == .reat })
      #expect(peer.departure == nil)
    }
    let components = ["Growth (t1-t)", "National share", "Industrial mix", "Regional share"]
    for one in try PeerCase.all(of: "REAT-shift") {
      let isEsteban = one.name.hasSuffix("Esteban")
      let index: any RegionalChangeIndex.Type =
        isEsteban ? EstebanMarquillas.self : ShiftShare.self
      let line = try answers(
        index, [one.numbers("e_ij1"), one.numbers("e_ij2")],
        [one.numbers("e_i1"), one.numbers("e_i2")])[0]
      let keys = components + [isEsteban ? "Allocation effect" : "Net total shift"]
      for (our, key) in zip(line.values, keys) {
        let (our, their) = (try #require(our), try #require(one.expected[key].number))
        #expect(abs(our - their) <= one.tolerance, "\(one.name): \(key)")
      }
    }
    for one in try PeerCase.all(of: "REAT-shiftd") {
      let line = try answers(DynamicShiftShare.self, one.input["e_ij"].rows, one.input["e_i"].rows)
      for (our, their) in zip(line[0].values, one.expected["total"].flat) {
        #expect(abs((our ?? .nan) - (their ?? .nan)) <= one.tolerance, "\(one.name)")
      }
    }
  }
}
