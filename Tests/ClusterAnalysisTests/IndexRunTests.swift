import ClusterAnalysis
import ClusterStore
import SQLite
import Statistics
import Testing

/// What an index is asked of a survey with, one choice at a time.
struct IndexRunTests {
  private let survey: SmallSurvey

  /// Two counties by two divisions, which have quotients that can be checked by hand.
  init() throws {
    survey = try SmallSurvey()
    try survey.addZone("p", kind: "province")
    try survey.addZone("a", in: "p")
    try survey.addZone("b", in: "p")
    try survey.addIndustry("0", level: "total")
    try survey.addIndustry("1", level: "section")
    try survey.addIndustry("2", level: "section")
    for code in ["11", "12", "21"] { try survey.addIndustry(code, level: "division") }
    for (zone, figures) in [("a", [30, 10, 60]), ("b", [10, 30, 20])] {
      for (code, figure) in zip(["11", "12", "21"], figures) {
        try survey.addCell(zone, code, figure)
      }
    }
  }

  private func quotient(_ part: Double, _ whole: Double, _ all: Double, _ total: Double) -> Double {
    (part / whole) / (all / total)
  }

  // MARK: - Values

  @Test func `quotients are measured against the whole table`() async throws {
    let answer = try await survey.ask("Location_Quotient")
    #expect(
      answer["location_quotient"] == [
        "2020 a s:11": quotient(30, 100, 40, 160), "2020 a s:12": quotient(10, 100, 40, 160),
        "2020 a s:21": quotient(60, 100, 80, 160), "2020 b s:11": quotient(10, 60, 40, 160),
        "2020 b s:12": quotient(30, 60, 40, 160), "2020 b s:21": quotient(20, 60, 80, 160),
      ])
    #expect(answer.rows.allSatisfy { $0.integer("cells") == 6 })
    #expect(answer.rows[0].text("convention") == "base all")
  }

  @Test func `the values are those of the statistics`() async throws {
    let hhi = try await survey.ask("herfindahl-hirschman") { $0.units = .industries }
    #expect(
      hhi["herfindahl_hirschman"]["2020 a"] == (try HerfindahlHirschman(of: [30, 10, 60]).value))
    let gini = try await survey.ask("gini")
    #expect(gini["gini"]["2020 s:11"] == (try Gini(of: [30, 10]).value))
    let theil = try await survey.ask("theil-t") { $0.units = .industries }
    #expect(theil["theil_t"]["2020 b"] == (try TheilT(of: [10, 30, 20]).value))
    let entropy = try await survey.ask("entropy") { $0.units = .industries }
    #expect(entropy["entropy"]["2020 b"] == (try Entropy(of: [10, 30, 20]).value))
  }

  // MARK: - Base

  @Test func `quotients are measured against the industries of the same group`() async throws {
    let answer = try await survey.ask("location-quotient") { $0.base = "group:section" }
    #expect(answer["location_quotient"]["2020 a s:11"] == quotient(30, 40, 40, 80))
    #expect(answer["location_quotient"]["2020 a s:21"] == 1)
    let peer = try await survey.ask("location-quotient") {
      $0.like = "cmp"
      $0.groups = "section"
    }
    #expect(peer["location_quotient"] == answer["location_quotient"])
  }

  @Test func `quotients are measured against a row that states the total, of another segment too`()
    async throws
  {
    try survey.addCell("a", "0", 200)
    try survey.addCell("b", "0", 100)
    let answer = try await survey.ask("location-quotient") { $0.base = "s:0" }
    #expect(answer["location_quotient"]["2020 a s:11"] == quotient(30, 200, 40, 300))
    try survey.run("UPDATE cell_year SET segment = 'private' WHERE employees < 100")
    let other = try await survey.ask("location-quotient") {
      $0.base = "s:0/all"
      $0.segment = "private"
    }
    #expect(other["location_quotient"]["2020 private a s:11"] == quotient(30, 200, 40, 300))
    #expect(other.rows.count == 6)
    let wrong = await survey.refusal("location-quotient") { $0.base = "s:0/state" }
    #expect(wrong == "--base: there is no segment 'state'; there are all, private.")
  }

  @Test func `a stated total counts once where zones are summed to a level`() async throws {
    try survey.addCell("a", "0", 200)
    try survey.addCell("b", "0", 100)
    try survey.addCell("p", "0", 350)
    for (code, figure) in [("11", 40), ("12", 40), ("21", 80)] {
      try survey.addCell("p", code, figure)
    }
    let answer = try await survey.ask("location-quotient") {
      $0.base = "s:0"
      $0.zones = ["province"]
    }
    #expect(answer["location_quotient"]["2020 p s:11"] == 1)
    let counties = try await survey.ask("location-quotient") {
      $0.base = "s:0"
      $0.zones = ["county"]
    }
    #expect(counties["location_quotient"]["2020 a s:11"] == quotient(30, 200, 40, 300))
  }

  @Test func `quotients are measured against the rows of a zone that holds the others`()
    async throws
  {
    for (code, figure) in [("11", 100), ("12", 200), ("21", 700)] {
      try survey.addCell("p", code, figure)
    }
    let answer = try await survey.ask("location-quotient") { $0.base = "p" }
    #expect(answer["location_quotient"]["2020 a s:11"] == quotient(30, 100, 100, 1000))
    #expect(answer.rows.count == 6)
    let summed = try await survey.ask("location-quotient") {
      $0.base = "p"
      $0.industries = ["section"]
    }
    #expect(summed["location_quotient"]["2020 a s:1"] == quotient(40, 100, 300, 1000))
  }

  @Test func `a total that is not stated leaves the quotient empty, whatever the peer`()
    async throws
  {
    try survey.addCell("a", "0", 200)
    for like in [nil, "econgeo"] {
      let answer = try await survey.ask("location-quotient") {
        $0.base = "s:0"
        $0.like = like
      }
      #expect(answer["location_quotient"].isEmpty)
    }
  }

  @Test func `a base that names nothing is refused`() async throws {
    let refusal = await survey.refusal("location-quotient") { $0.base = "nowhere" }
    #expect(refusal.hasPrefix("--base 'nowhere' is neither all, an industry's key, a zone's key"))
    let useless = await survey.refusal("gini") { $0.base = "all" }
    #expect(useless == "gini: --base is for indices of location quotients.")
    #expect(await survey.refusal("hachman") { $0.base = "p" }.hasPrefix("hachman: --base is for"))
  }

  // MARK: - Peers

  @Test(arguments: IndexCatalog.all.map(\.name))
  func `a peer is followed where it has a convention, and refused elsewhere`(name: String) throws {
    let definition = try #require(IndexCatalog.all.first { $0.name == name })
    for peer in Peer.allCases {
      var request = IndexRequest(index: name, dataset: "d")
      request.like = peer.rawValue
      if definition.peers.contains(where: { $0.peer == peer }) {
        #expect(throws: Never.self) { try IndexRun(survey.store, request) }
      } else {
        #expect(throws: AnalysisError.self) { try IndexRun(survey.store, request) }
      }
    }
  }

  @Test func `a peer's 0 stands for the undefined, and not for what is unknown`() async throws {
    try survey.addZone("c", in: "p")
    for code in ["11", "12", "21"] { try survey.addCell("c", code, 0) }
    let empty = try await survey.ask("location-quotient") { $0.like = "econgeo" }
    #expect(empty["location_quotient"]["2020 c s:11"] == 0)
    try survey.run(
      """
      UPDATE cell_year SET employees = NULL, flags = '{"employees": "suppressed"}'
      WHERE employees = 20
      """)
    let unknown = try await survey.ask("location-quotient") { $0.like = "econgeo" }
    #expect(unknown["location_quotient"].isEmpty)
    let bounded = try await survey.ask("location-quotient") {
      $0.like = "econgeo"
      $0.suppressed = .bounds
    }
    #expect(bounded["location_quotient"]["2020 b s:21"] == nil)
    #expect(bounded["location_quotient"]["2020 a s:21"] == nil)
    let omitted = try await survey.ask("location-quotient") {
      $0.like = "econgeo"
      $0.suppressed = .omit
    }
    #expect(omitted["location_quotient"]["2020 b s:21"] == nil)
    #expect((omitted["location_quotient"]["2020 b s:11"] ?? 0) > 0)
  }

  // MARK: - What is refused

  @Test func `unknown words are refused with what is near`() async {
    #expect(
      await survey.refusal("giny")
        == "there is no index 'giny'. Did you mean 'gini'? 'agglom stats' lists all.")
    #expect(
      await survey.refusal("gini") { $0.zones = ["countyy"] }.contains("no level or key of zones"))
    #expect(
      await survey.refusal("gini") { $0.industries = ["s:nothing"] }
        .contains("Levels are: division, section."))
    #expect(
      await survey.refusal("gini") { $0.years = [2019] }
        == "the dataset has no rows of 2019; it has 2020.")
    #expect(
      await survey.refusal("gini") { $0.figure = "employes" }.contains("Did you mean 'employees'"))
    #expect(await survey.refusal("gini") { $0.dataset = "none" }.contains("none"))
    #expect(
      await survey.refusal("gini") { $0.dataset = "f" }
        == "dataset 'f' has no figures by year. 'agglom list datasets' shows what there is.")
    #expect(
      await survey.refusal("gini") { $0.figure = "wages" }.hasPrefix("no figure of 'wages' is left")
        == false)
  }

  @Test func `settings are refused by name and value`() async {
    #expect(
      await survey.refusal("concentration-ratio") { $0.settings = ["nothing": "1"] }
        .contains("there is no parameter 'nothing'"))
    let name = ConcentrationRatio.definition.parameters[0].name
    #expect(
      await survey.refusal("concentration-ratio") { $0.settings = [name: "many"] }
        .contains("\(name) is 'many': give"))
    #expect(
      await survey.refusal("location-quotient") { $0.settings = ["a": "b"] }
        .contains("the index has none"))
  }

  @Test func `options without a use are refused`() async {
    #expect(await survey.refusal("hoover") { $0.groups = "section" }.contains("--groups"))
    #expect(await survey.refusal("entropy") { $0.population = "people" }.contains("--population"))
    #expect(
      await survey.refusal("location-quotient") { $0.units = .zones }.contains("--over"))
    #expect(
      await survey.refusal("gini") { $0.zones = ["county", "province"] }
        == "--zones: both 'county' and 'province' are given, and a table has one level of one scheme."
    )
    #expect(await survey.refusal("gini") { $0.segment = "none" }.contains("has the segments all"))
  }

  @Test func `what an index lacks is said`() async throws {
    #expect(await survey.refusal("ellison-glaeser").contains("takes firms"))
    #expect(await survey.refusal("duranton-overman").contains("takes firms"))
    #expect(await survey.refusal("strong-cluster").contains("the number of firms of every cell"))
    #expect(await survey.refusal("variety").contains("--groups LEVEL"))
    #expect(await survey.refusal("williamson").contains("--population INDICATOR"))
    #expect(
      await survey.refusal("variety") { $0.groups = "class" }.contains("Levels above it: section"))
    #expect(await survey.refusal("growth").contains("--years FROM,TO"))
    #expect(
      await survey.refusal("gini") { $0.zones = ["zone-without-rows"] }.contains("no level or key"))
    try survey.addZone("empty")
    #expect(
      await survey.refusal("gini") { $0.zones = ["empty"] }
        .hasPrefix("no figure of 'employees' is left of the survey: 6 rows lie outside"))
    try survey.addFirm("x", "a", "11", 5)
    #expect(
      await survey.refusal("marcon-puech") { $0.dataset = "f" }.contains("the coordinates of firms")
    )
    #expect(
      await survey.refusal("gini") {
        $0.dataset = "f"
        $0.segment = "all"
      }.contains("firms have no segments"))
  }

  @Test func `a negative figure is refused`() async throws {
    try survey.run("UPDATE cell_year SET profit = -5")
    #expect(await survey.refusal("gini") { $0.figure = "profit" }.contains("a cell holds -5"))
  }

  @Test func `a year that fails does not hide the others`() async throws {
    for (zone, code) in [("a", "11"), ("b", "12")] { try survey.addCell(zone, code, 5, year: 2021) }
    let answer = try await survey.ask("diversity")
    #expect(Set(answer.rows.compactMap { $0.integer("year") }) == [2020])
    #expect(
      answer.table.warnings.contains { $0.hasPrefix("2021: undefined: 2 of 4 cells are absent") })
    #expect(
      await survey.refusal("diversity") { $0.years = [2021] }
        .hasPrefix("diversity, 2021: undefined: 2 of 4 cells are absent"))
  }

  // MARK: - Change

  @Test func `growth says what it has grown from, and 0 and absence stay apart`() async throws {
    try survey.run("DELETE FROM cell_year")
    for (zone, code, figure, year) in [
      ("a", "11", 10, 2018), ("a", "11", 15, 2020), ("a", "12", 0, 2018), ("a", "12", 7, 2020),
      ("b", "11", 4, 2018), ("b", "12", 6, 2020),
    ] { try survey.addCell(zone, code, figure, year: year) }
    let answer = try await survey.ask("growth") { $0.years = [2018, 2020] }
    let first = Growth.definition.measures[0]
    #expect(answer[first] == ["2020 a s:11 2018-2020": 0.5])
    #expect(answer.notes["2020 b s:11 2018-2020"]?.contains("2020 is absent") == true)
    #expect(answer.notes["2020 b s:12 2018-2020"]?.contains("2018 is absent") == true)
    let zero = try await survey.ask("growth") { $0.absent = .zero }
    #expect(zero[first]["2020 b s:11 2018-2020"] == -1)
    #expect(zero[first]["2020 b s:12 2018-2020"] == nil)
  }

  @Test func `growth counts what is suppressed as suppressed`() async throws {
    try survey.addCell("a", "11", nil, year: 2021, flags: #"{"employees": "suppressed"}"#)
    try survey.addCell("a", "12", nil, year: 2021)
    try survey.addCell("a", "21", 66, year: 2021)
    for suppressed in [IndexRequest.Suppressed.refuse, .omit] {
      let answer = try await survey.ask("growth") {
        $0.suppressed = suppressed
        $0.absent = .zero
      }
      #expect(Array(answer["rate"].keys.sorted()).contains("2021 a s:21 2020-2021"))
      #expect(answer["rate"]["2021 a s:11 2020-2021"] == nil)
      let row = try #require(answer.rows.first { $0.text("industry") == "s:11" })
      #expect(row.integer("cells") == 1 && row.integer("suppressed") == 1)
      #expect(row.integer("missing") == 0)
      let missing = try #require(answer.rows.first { $0.text("industry") == "s:12" })
      #expect(missing.integer("suppressed") == 0 && missing.integer("missing") == 1)
    }
  }

  @Test func `the components of shift-share add up to the change`() async throws {
    for (zone, figures) in [("a", [36, 12, 50]), ("b", [9, 33, 25])] {
      for (code, figure) in zip(["11", "12", "21"], figures) {
        try survey.addCell(zone, code, figure, year: 2022)
      }
    }
    let answer = try await survey.ask("shift-share")
    let row = try #require(answer.rows.first { $0.text("zone") == "a" })
    let data = try RegionalChange(
      region: ([30, 10, 60], [36, 12, 50]), reference: ([40, 40, 80], [45, 45, 75]))
    let expected = ShiftShare(data).region
    let measures = ShiftShare.definition.measures
    #expect(row.real(measures[0]) == expected.growth)
    #expect(row.real(measures[1]) == expected.national)
    let parts = measures[1...3].compactMap { row.real($0) }.reduce(0, +)
    #expect(abs(parts - (row.real(measures[0]) ?? 0)) < 1e-9)
    let detail = try await survey.ask("shift-share") { $0.settings = ["detail": "industries"] }
    #expect(detail.rows.count == 8)
  }
}
