import ClusterAnalysis
import ClusterStore
import SQLite
import SampleStore
import Statistics
import Testing

/// Industries by another classification.
@Suite struct IndustryTranslationTests {
  private let survey: StoredSurvey

  init() throws { survey = try .linked() }

  private func expect(
    _ actual: [String: Double?], _ expected: [String: Double?],
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(Set(actual.keys) == Set(expected.keys), sourceLocation: location)
    for (cell, size) in expected {
      switch (actual[cell] ?? nil, size) {
      case (nil, nil): break
      case (let one?, let other?):
        #expect(abs(one - other) < 1e-9, "\(cell)", sourceLocation: location)
      case (let one, let other):
        Issue.record("\(cell): \(one as Any), not \(other as Any)", sourceLocation: location)
      }
    }
  }

  @Test func `what goes to one place goes whole, what has weights by them, and nothing is lost`()
    async throws
  {
    for (industry, size) in [("s:1", 10), ("s:2", 100), ("s:4", 7)] {
      try survey.addCell("a", industry, size)
    }
    try survey.addCell("b", "s:2", 8)
    let table = try await survey.ask { $0.target = "t" }
    expect(table.byCell(), ["a t:11": 35, "a t:21": 75, "b t:11": 2, "b t:21": 6])
    #expect(
      table.warnings == [
        "no link leads to t from s:4 (1 row with employees of 7); 1 row with employees of 7 in all "
          + "take no part.",
        "of these only a part comes from each source, so that what the survey does not have of them "
          + "is lacking: t:21.",
      ])
    #expect(table.convention.contains("industries as the survey names them by t"))
    #expect(
      table.convention.contains("without a place there: 1 row with employees of 7, left out"))
    // Each row counts once, whatever it is divided into.
    #expect(table.values("cells") == [.integer(3), .integer(3), .integer(3), .integer(3)])
    let divisions = try await survey.ask("herfindahl-hirschman") { request in
      request.target = "t:division"
      request.units = .industries
      request.industries = ["s:class"]
    }
    let hhi = (35 * 35 + 75 * 75) / 12_100.0
    expect(divisions.by(["zone"], "herfindahl_hirschman"), ["a": hhi, "b": 0.625])
  }

  @Test func `the table is that of the cells taken along the links one by one`() async throws {
    var random = SeededGenerator(seed: 5)
    var cells: [CrosswalkedCells.Cell] = []
    for zone in ["a", "b"] {
      for industry in ["s:1", "s:2", "s:3"] {
        let size = Int.random(in: 1...900, using: &random)
        try survey.addCell(zone, industry, size)
        cells.append(.init(region: zone, industry: industry, size: Double(size)))
      }
    }
    let links = try survey.store.connection.query(
      """
      SELECT one.key, other.key, weight FROM industry_crosswalk
      JOIN industry AS one ON one.id = from_id JOIN industry AS other ON other.id = to_id
      ORDER BY industry_crosswalk.id
      """
    ) { Crosswalk.Link(from: $0.text(0), to: $0.text(1), weight: $0.optionalReal(2)) }
    let ofFirst = cells.filter { $0.industry == "s:1" }.compactMap(\.size).reduce(0, +)
    try survey.addCell("a", "t:21", 30)
    try survey.addCell("b", "t:22", 60)
    for division in [IndexRequest.Division.equal, .size] {
      let sizes = ["t:11": ofFirst, "t:21": 30.0, "t:22": 60]
      let oracle = try CrosswalkedCells(
        cells, by: Crosswalk(links), dividing: division == .equal ? .equal : .bySize(sizes))
      var expected = [String: Double?](
        uniqueKeysWithValues: oracle.cells.map { ("\($0.region) \($0.industry)", $0.size) })
      expected["a t:21"] = ((expected["a t:21"] ?? 0) ?? 0) + 30
      expected["b t:22"] = ((expected["b t:22"] ?? 0) ?? 0) + 60
      let table = try await survey.ask { request in
        request.target = "t"
        request.division = division
      }
      expect(table.byCell(), expected)
      #expect(
        table.warnings.contains(
          "divided without weights (\(division.rawValue)), so that the parts are assumed: s:3."))
    }
  }

  @Test func `several targets without weights are refused, unless they lie in one of the level`()
    async throws
  {
    try survey.addCell("a", "s:3", 40)
    try survey.addCell("b", "s:1", 2)
    await #expect(
      throws: AnalysisError.undivided(
        scheme: "t", source: "s:3", targets: ["t:21", "t:22"], count: 1, isByFirm: false)
    ) { try await survey.ask { $0.target = "t" } }
    let table = try await survey.ask { $0.target = "t:division" }
    expect(table.byCell(), ["a t:2": 40, "b t:1": 2])
    // By size there must be one.
    await #expect(throws: AnalysisError.self) {
      try await survey.ask { request in
        request.target = "t"
        request.division = .size
      }
    }
  }

  @Test func `nothing is nothing however it is divided, and what is unknown stays unknown`()
    async throws
  {
    try survey.addCell("a", "s:3", 0)
    try survey.addCell("a", "s:2", nil)
    try survey.addCell("b", "s:1", 5)
    let table = try await survey.ask { $0.target = "t" }
    expect(table.byCell(), ["a t:11": nil, "a t:21": nil, "a t:22": 0, "b t:11": 5])
    #expect(table.values("location_quotient") == [.null, .null, .null, .null])
    #expect(table.values("suppressed")?.allSatisfy { $0 == .integer(1) } == true)
    let omitted = try await survey.ask { request in
      request.target = "t"
      request.suppressed = .omit
    }
    expect(omitted.byCell(), ["a t:21": 0, "a t:22": 0, "b t:11": 5])
    try survey.addCell("b", "s:3", nil)
    await #expect(throws: AnalysisError.self) { try await survey.ask { $0.target = "t" } }
  }

  @Test func `an industry goes with the one that it lies in, as far as that goes as a whole`()
    async throws
  {
    for code in ["12", "33"] { try survey.addIndustry("s", code, level: "subclass") }
    try survey.addCell("a", "s:12", 3)
    try survey.addCell("b", "s:33", 4)
    let table = try await survey.ask { $0.target = "t" }
    expect(table.byCell(), ["a t:11": 3])
    #expect(table.warnings[0].hasPrefix("no link leads to t from s:33 (1 row"))
    try survey.addCell("b", "s:1", 5)
    await #expect(throws: AnalysisError.self) { try await survey.ask { $0.target = "t" } }
  }

  @Test func `a firm goes to one industry or nowhere`() async throws {
    for (number, industry) in ["s:1", "s:1", "s:1", "s:2"].enumerated() {
      try survey.addFirm("f\(number)", number % 2 == 0 ? "a" : "b", industry, 10 + number)
    }
    let plain = try await survey.ask("ellison-glaeser") { $0.industries = ["s:1"] }
    let mapped = try await survey.ask("ellison-glaeser") { request in
      request.industries = ["s:1"]
      request.target = "t"
    }
    #expect(mapped.values("industry") == [.text("t:11")])
    #expect(mapped.values("ellison_glaeser") == plain.values("ellison_glaeser"))
    await #expect(
      throws: AnalysisError.undivided(
        scheme: "t", source: "s:2", targets: ["t:11", "t:21"], count: 1, isByFirm: true)
    ) { try await survey.ask("ellison-glaeser") { $0.target = "t" } }
    // Their figures can be divided all the same.
    let cells = try await survey.ask { $0.target = "t" }
    expect(cells.byCell(), ["a t:11": 22, "b t:11": 14.25, "b t:21": 9.75])
  }

  @Test func `a classification that nothing leads to, or whose targets nest, is refused`()
    async throws
  {
    try survey.addCell("a", "s:1", 1)
    await #expect(throws: AnalysisError.noCrosswalk(to: "u", known: ["t"])) {
      try await survey.ask { $0.target = "u" }
    }
    await #expect(
      throws: AnalysisError.noUnit(
        kind: "industry", asked: "t:divison", levels: ["division", "group"],
        nearest: ["t:division"])
    ) { try await survey.ask { $0.target = "t:divison" } }
    try survey.addCell("a", "t:1", 1)
    await #expect(
      throws: AnalysisError.nestedTargets(
        scheme: "t", inner: "t:11", outer: "t:1", count: 1, levels: ["division", "group"])
    ) { try await survey.ask { $0.target = "t" } }
    try survey.addDataset("e")
    try survey.addIndustry("v", "9", level: "class")
    try survey.addCell("a", "v:9", 1, dataset: "e")
    await #expect(throws: AnalysisError.self) {
      try await survey.ask(dataset: "e") { $0.target = "t" }
    }
    // Weights that do not add up to 1.
    try survey.addLink("s:1", "t:22", weight: 0.5)
    await #expect(throws: AnalysisError.self) { try await survey.ask { $0.target = "t" } }
    await #expect(throws: AnalysisError.self) {
      try await survey.ask { request in
        request.target = "t"
        request.base = "a"
      }
    }
  }

  @Test func `the seeded links of NAICS to ISIC conserve totals, level by level`() async throws {
    let survey = StoredSurvey(store: try SampleStore.seeded())
    try survey.addDataset("d")
    for zone in ["a", "b"] { try survey.addZone(zone, kind: "state") }
    let codes = try survey.store.connection.query(
      "SELECT key FROM industry WHERE scheme = 'naics2017' AND length(code) = 6 ORDER BY key"
    ) { $0.text(0) }
    var total = 0.0
    for (number, code) in codes.enumerated() {
      for zone in ["a", "b"] where (number + zone.utf8.count) % 3 > 0 {
        try survey.addCell(zone, code, number + 1)
        total += Double(number + 1)
      }
    }
    for target in ["isic4:group", "isic4:division", "isic4:section"] {
      let table = try await survey.ask { request in
        request.target = target
        request.division = .equal
      }
      let reached = table.byCell().values.compactMap(\.self).reduce(0, +)
      #expect(abs(reached - total) < 1e-6, "\(target): \(table.warnings)")
    }
  }
}
