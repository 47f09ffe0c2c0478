import ClusterAnalysis
import ClusterStore
import SQLite
import Statistics

/// A survey of four counties in two provinces by three divisions in two sections, in two years, with all
/// that any index takes; a test says what one of its cells holds.
struct ThreeByFour {
  /// What stands in the one cell that tests vary: county b, division 12, year 2020.
  enum Odd: Hashable {
    case value(Int)
    /// No row.
    case absent
    /// A row without a figure and without a word why.
    case missing
    case suppressed
    case between(Int, Int)

    var employees: Int? { if case .value(let number) = self { number } else { nil } }
    var flags: String? {
      switch self {
      case .value, .absent, .missing: nil
      case .suppressed: #"{"employees": "suppressed"}"#
      case .between(let lower, let upper):
        #"{"employees": {"status": "suppressed", "lower": \#(lower), "upper": \#(upper)}}"#
      }
    }
  }

  static let counties = ["a", "b", "c", "e"]
  static let divisions = ["11", "12", "21"]
  /// Employees by year, county and division.
  static let employees: [Int: [[Int]]] = [
    2019: [[50, 20, 90], [10, 40, 45], [5, 33, 60], [70, 22, 81]],
    2020: [[60, 25, 80], [12, 44, 51], [9, 30, 66], [75, 20, 99]],
  ]
  static let firms = [[5, 2, 9], [1, 4, 4], [2, 3, 6], [7, 2, 8]]

  let survey: SmallSurvey

  /// Makes the survey; `reversed` puts its rows in another order.
  init(_ odd: Odd = .value(44), reversed: Bool = false) throws {
    survey = try SmallSurvey()
    try survey.addZone("p", kind: "province")
    try survey.addZone("q", kind: "province")
    for (place, zone) in Self.counties.enumerated() {
      try survey.addZone(
        zone, in: place < 2 ? "p" : "q", area: [10.0, 40, 25, 5][place])
    }
    for section in ["1", "2"] { try survey.addIndustry(section, level: "section") }
    for division in Self.divisions {
      try survey.addIndustry(division, level: "division", in: "s:" + division.prefix(1))
    }
    try survey.run("INSERT INTO indicator (key, name_en) VALUES ('people', 'People')")
    for year in [2019, 2020] {
      for (zone, people) in zip(Self.counties, [1000, 800, 3000, 500]) {
        try survey.run(
          """
          INSERT INTO observation (subject_type, subject_key, indicator_id, year, value)
          SELECT 'zone', ?1, id, ?2, ?3 FROM indicator
          """, [.text(zone), .integer(Int64(year)), .real(Double(people))])
      }
    }
    try addCells(odd, reversed: reversed)
    try addFirms(odd)
  }

  private func addCells(_ odd: Odd, reversed: Bool) throws {
    var places: [(year: Int, zone: Int, industry: Int)] = []
    for year in [2019, 2020] {
      for zone in 0..<4 { for industry in 0..<3 { places.append((year, zone, industry)) } }
    }
    for (year, zone, industry) in reversed ? places.reversed() : places {
      let isOdd = (year, zone, industry) == (2020, 1, 1)
      if isOdd, odd == .absent { continue }
      try survey.addCell(
        Self.counties[zone], Self.divisions[industry],
        isOdd ? odd.employees : Self.employees[year]?[zone][industry], year: year,
        firms: isOdd && odd == .value(0) ? 0 : Self.firms[zone][industry],
        flags: isOdd ? odd.flags : nil)
    }
  }

  /// Three firms a cell; the odd one is among those of county b and division 12.
  private func addFirms(_ odd: Odd) throws {
    for zone in 0..<4 {
      for industry in 0..<3 {
        for number in 0..<3 {
          let isOdd = (zone, industry, number) == (1, 1, 1)
          if isOdd, odd == .absent { continue }
          let seed = zone * 9 + industry * 3 + number
          try survey.addFirm(
            "firm-\(seed)", Self.counties[zone], Self.divisions[industry],
            isOdd ? odd.employees : 7 + (seed * 37) % 83, flags: isOdd ? odd.flags : nil,
            place: (
              120 + Double(zone) * 0.4 + Double(number * (industry + 1)) * 0.031,
              41 + Double((seed * 29) % 17) * 0.027
            ))
        }
      }
    }
  }

  /// A request that gives an index all that it takes.
  static func request(_ index: any Statistic.Type) -> IndexRequest {
    var request = IndexRequest(index: index.definition.name, dataset: "d")
    if let table = index as? any TableIndex.Type {
      if table.requirements.contains(.groups) { request.groups = "section" }
      if table.requirements.contains(.population) { request.population = "people" }
    }
    if let distribution = index as? any DistributionIndex.Type {
      if distribution.usualUnits == .firms { request.dataset = "f" }
      if distribution.requirements.contains(.groups) { request.groups = "section" }
      if distribution.requirements.contains(.population) { request.population = "people" }
    }
    if index is any PlantIndex.Type || index is any SiteIndex.Type { request.dataset = "f" }
    if index is any SiteIndex.Type,
      !index.definition.parameters.filter({ $0.name == "simulations" }).isEmpty
    {
      request.settings["simulations"] = "20"
    }
    return request
  }

  func ask(
    _ index: any Statistic.Type, _ change: (inout IndexRequest) -> Void = { _ in }
  ) async throws -> Answer {
    var request = Self.request(index)
    change(&request)
    return try await survey.ask(request)
  }
}
