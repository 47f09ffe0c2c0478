import ClusterAnalysis
import ClusterStore
import SQLite
import Statistics
import Testing

/// Which rows make the table that an index is asked of: levels, branches, segments, years and nesting.
struct SurveySelectionTests {
  private let survey: SmallSurvey

  init() throws {
    survey = try SmallSurvey()
    try survey.addZone("n", kind: "country")
    try survey.addZone("p", kind: "province", in: "n")
    try survey.addZone("q", kind: "province", in: "n")
    for (zone, parent) in [("a", "p"), ("b", "p"), ("c", "q")] {
      try survey.addZone(zone, in: parent)
    }
  }

  private func addDivisions() throws {
    try survey.addIndustry("1", level: "section")
    try survey.addIndustry("2", level: "section")
    for code in ["11", "12", "21"] { try survey.addIndustry(code, level: "division") }
    for (zone, figures) in [("a", [1, 2, 4]), ("b", [8, 16, 32]), ("c", [64, 128, 256])] {
      for (code, figure) in zip(["11", "12", "21"], figures) {
        try survey.addCell(zone, code, figure)
      }
    }
  }

  /// The figures of the cells.
  private func figures(_ change: (inout IndexRequest) -> Void) async throws -> [String: Double] {
    try await survey.ask("location-quotient", change)["employees"]
  }

  // MARK: - Levels

  @Test func `cells are summed to levels of both, and no figure is lost`() async throws {
    try addDivisions()
    #expect(
      try await figures {
        $0.zones = ["province"]
        $0.industries = ["s:section"]
      } == ["2020 p s:1": 27, "2020 p s:2": 36, "2020 q s:1": 192, "2020 q s:2": 256])
    #expect(
      try await figures {
        $0.zones = ["total"]
        $0.industries = ["section"]
      } == ["2020 total s:1": 219, "2020 total s:2": 292])
    #expect(
      try await figures {
        $0.zones = ["country"]
        $0.industries = ["total"]
      } == ["2020 n total": 511])
  }

  @Test func `a branch takes what lies in it, at its own level or another`() async throws {
    try addDivisions()
    #expect(
      try await figures {
        $0.zones = ["p"]
        $0.industries = ["s:1"]
      } == ["2020 a s:11": 1, "2020 a s:12": 2, "2020 b s:11": 8, "2020 b s:12": 16])
    #expect(
      try await figures {
        $0.zones = ["province", "p"]
        $0.industries = ["s:1", "section"]
      } == ["2020 p s:1": 27])
    #expect(
      try await figures {
        $0.zones = ["a", "c"]
        $0.industries = ["s:*"]
      }.count == 6)
  }

  @Test func `rows at the level are taken before what lies in them`() async throws {
    try addDivisions()
    try survey.addCell("p", "11", 1000)
    let answer = try await survey.ask("location-quotient") { $0.zones = ["province"] }
    #expect(
      answer["employees"] == [
        "2020 p s:11": 1000, "2020 q s:11": 64, "2020 q s:12": 128, "2020 q s:21": 256,
      ])
    // The counties of p have two more industries, which its own rows do not.
    #expect(
      answer.table.warnings == [
        "2020: 4 rows are passed over: what they lie in has rows of its own, though none for the "
          + "same cell, which is absent."
      ])
  }

  @Test func `firms are summed to any level, and each counts once`() async throws {
    try survey.addIndustry("1", level: "section")
    try survey.addIndustry("11", level: "division")
    for (key, zone, code, figure) in [
      ("i", "a", "11", 1), ("j", "b", "11", 2), ("k", "p", "1", 4), ("l", "c", "11", 8),
    ] { try survey.addFirm(key, zone, code, figure) }
    try survey.addFirm("m", nil, "11", 16)
    try survey.addFirm("o", "c", nil, 32)
    let answer = try await survey.ask("location-quotient") {
      $0.dataset = "f"
      $0.zones = ["province"]
      $0.industries = ["section"]
    }
    #expect(answer["employees"] == ["2020 p s:1": 7, "2020 q s:1": 8])
    #expect(answer.table.convention.contains("2 rows outside of the table"))
    let counted = try await survey.ask("location-quotient") {
      $0.dataset = "f"
      $0.figure = "firms"
      $0.zones = ["total"]
      $0.industries = ["section"]
    }
    #expect(counted["firms"] == ["2020 total s:1": 4])
  }

  @Test func `a sum with a figure that is unknown is unknown`() async throws {
    try addDivisions()
    try survey.run(
      """
      UPDATE cell_year
      SET employees = NULL, flags = '{"employees": {"status": "suppressed", "lower": 5, "upper": 9}}'
      WHERE employees = 16
      """)
    let refused = try await survey.ask("herfindahl-hirschman") { $0.zones = ["province"] }
    #expect(Set(refused["herfindahl_hirschman"].keys) == ["2020 s:11", "2020 s:21"])
    let bounded = try await survey.ask("location-quotient") {
      $0.zones = ["province"]
      $0.suppressed = .bounds
    }
    #expect(bounded["employees"]["2020 p s:12"] == nil)
    #expect(bounded["location_quotient_lower"]["2020 p s:12"] != nil)
    let omitted = try await figures {
      $0.zones = ["province"]
      $0.suppressed = .omit
    }
    #expect(omitted["2020 p s:12"] == 2)
  }

  @Test func `bounds that are no bounds are refused`() async throws {
    try addDivisions()
    try survey.run(
      """
      UPDATE cell_year
      SET employees = NULL, flags = '{"employees": {"status": "suppressed", "lower": 9, "upper": 5}}'
      WHERE employees = 16
      """)
    let refusal = await survey.refusal("location-quotient") { $0.suppressed = .bounds }
    #expect(refusal.contains("lies from 9 to 5"), "\(refusal)")
  }

  // MARK: - Nesting

  @Test func `zones that lie in one another are refused by name`() async throws {
    try addDivisions()
    try survey.addCell("p", "11", 9)
    #expect(
      await survey.refusal("gini")
        == "zone 'a' lies in 'p', and both are in the table, as are 1 others in theirs: sums would "
        + "count them twice. Choose one level with --zones: country, county, province.")
  }

  @Test(arguments: [
    ["1", "11"], ["31-33", "32"], ["31-33", "311"], ["A", "A01"],
  ])
  func `industries that lie in one another by their codes are refused by name`(
    codes: [String]
  ) async throws {
    for code in codes {
      try survey.addIndustry(code)
      try survey.addCell("a", code, 5)
    }
    let refusal = await survey.refusal("gini")
    #expect(
      refusal.hasPrefix(
        "industry 's:\(codes[1])' lies in 's:\(codes[0])', and both are in the table: sums"))
  }

  @Test func `a total row is refused where it is stated what lies in it`() async throws {
    try survey.addIndustry("TOT")
    try survey.addIndustry("X", in: "s:TOT")
    for code in ["TOT", "X"] { try survey.addCell("a", code, 5) }
    #expect(await survey.refusal("gini").hasPrefix("industry 's:X' lies in 's:TOT'"))
    // Nor may a stated total hide that a sum over all industries counts twice.
    #expect(
      await survey.refusal("location-quotient") {
        $0.base = "s:TOT"
        $0.industries = ["total"]
      }.hasPrefix("industry 's:X' lies in 's:TOT'"))
  }

  @Test func `codes of one stated level do not lie in one another`() async throws {
    for code in ["1", "10", "11"] {
      try survey.addIndustry(code, level: "branch")
      try survey.addCell("a", code, 5)
    }
    #expect(try await figures { _ in }.count == 3)
  }

  @Test func `what is nested in another segment is no matter`() async throws {
    try survey.addIndustry("1")
    try survey.addIndustry("11")
    try survey.addIndustry("12")
    try survey.addCell("a", "1", 9, segment: "all")
    for code in ["11", "12"] {
      for zone in ["a", "b"] { try survey.addCell(zone, code, 4, segment: "private") }
    }
    let answer = try await survey.ask("location-quotient") { $0.segment = "every" }
    #expect(answer.rows.count == 5)
    // Nor do cells count as absent that another segment has.
    let diversity = try await survey.ask("diversity") { $0.segment = "every" }
    #expect(diversity["diversity"]["2020 private a"] == 2)
  }

  // MARK: - Segments and years

  @Test func `a segment is chosen where there are several`() async throws {
    try addDivisions()
    try survey.addCell("a", "11", 7, segment: "private")
    #expect(
      await survey.refusal("gini")
        == "dataset 'd' has the segments all, private: choose one with --segment.")
    #expect(
      await survey.refusal("gini") { $0.segment = "state" }
        == "dataset 'd' has the segments all, private, and not 'state': choose one with --segment.")
    #expect(try await figures { $0.segment = "private" } == ["2020 a s:11": 7])
    let every = try await survey.ask("location-quotient") { $0.segment = "every" }
    #expect(every.rows.count == 10)
    #expect(Set(every.rows.compactMap { $0.text("segment") }) == ["all", "private"])
  }

  @Test func `years are those asked for, else all`() async throws {
    try addDivisions()
    try survey.addCell("a", "11", 7, year: 2015)
    try survey.addCell("a", "11", 8, year: 2017)
    let all = try await figures { _ in }
    #expect(all.count == 11 && all["2015 a s:11"] == 7)
    #expect(
      try await figures { $0.years = [2015, 2017] } == ["2015 a s:11": 7, "2017 a s:11": 8])
    #expect(
      await survey.refusal("gini") { $0.years = [2016] }
        == "the dataset has no rows of 2016; it has 2015, 2017, 2020.")
  }

  @Test func `a number of firms that is not stated is not -1`() async throws {
    try survey.addIndustry("1", level: "section")
    for code in ["11", "12"] { try survey.addIndustry(code, level: "division") }
    for zone in ["a", "b"] {
      try survey.addCell(zone, "11", 5, firms: 3)
      try survey.addCell(zone, "12", 5)
    }
    #expect(
      await survey.refusal("strong-cluster") { $0.industries = ["section"] }
        .contains("takes the number of firms of every cell"))
  }

  @Test func `both tables of a dataset are told apart`() async throws {
    try addDivisions()
    try survey.run("UPDATE cell_year SET dataset_id = 2")
    try survey.addFirm("i", "a", "11", 5)
    #expect(
      await survey.refusal("gini") { $0.dataset = "f" }
        == "dataset 'f' has both cells and firms: choose with --from cells or --from firms.")
    let answer = try await survey.ask("location-quotient") {
      $0.dataset = "f"
      $0.table = .firms
    }
    #expect(answer["employees"] == ["2020 a s:11": 5])
  }
}
