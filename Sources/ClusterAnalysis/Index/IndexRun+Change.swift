import ClusterStore
import Statistics

extension IndexRun {
  /// Asks an index of how each cell has changed from the first year to the last.
  func growth(_ index: any GrowthIndex.Type) async throws -> IndexTable {
    let survey = try await surveyOfChange()
    var builder = builder(survey)
    for (before, after) in pairs(of: survey) {
      let earlier = Figures(before)
      let later = Figures(after)
      for zone in earlier.zones(with: later) {
        for industry in earlier.industries(with: later)
        where earlier.has(zone, industry) || later.has(zone, industry) {
          let subject = IndexTableBuilder.Subject(
            zone: zone, industry: industry,
            label: "\(before.year)-\(after.year)")
          var counts = earlier.counts(zone, industry)
          counts += later.counts(zone, industry)
          do throws(StatisticError) {
            let base = try known(zone, industry, of: earlier)
            let value = try known(zone, industry, of: later)
            let answer = try index.answer(
              from: base, to: value, years: after.year - before.year)
            builder.add(after, subject, figure: value, values: answer.values, counts: counts)
          } catch {
            builder.add(
              after, subject, figure: later[zone, industry], values: [], counts: counts,
              note: error.withAdvice.reason)
          }
        }
      }
    }
    return builder.finish(convention(survey), warnings: [])
  }

  /// Asks an index of how each zone has changed by its industries, against all zones together.
  func regionalChange(_ index: any RegionalChangeIndex.Type) async throws -> IndexTable {
    let survey = try await surveyOfChange()
    var builder = builder(survey)
    for segment in Set(survey.years.map(\.segment)).sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
      let years = survey.years.filter { $0.segment == segment }
      let dates = years.map(Figures.init)
      guard let last = years.last, let first = dates.first else { continue }
      let zones = dates.dropFirst().reduce(first.allZones) { $0.union($1.allZones) }.sorted()
      let industries = dates.dropFirst().reduce(first.allIndustries) {
        $0.union($1.allIndustries)
      }.sorted { (survey.industries[$0]?.key ?? "") < (survey.industries[$1]?.key ?? "") }
      let names = industries.map { survey.industries[$0]?.name ?? "all" }
      let reference = Result<[[Double]], StatisticError> { () throws(StatisticError) in
        try known(zones, industries, of: dates)
      }
      for zone in zones {
        let subject = IndexTableBuilder.Subject(zone: zone)
        var counts = SurveyYear.Counts()
        for date in dates { counts += date.counts(zone) }
        do throws(StatisticError) {
          let answers = try index.answers(
            region: known([zone], industries, of: dates), reference: reference.get(),
            industries: names, parameters)
          for answer in answers {
            var subject = subject
            subject.label = answer.label
            builder.add(last, subject, values: answer.values, counts: counts)
          }
        } catch {
          builder.add(last, subject, values: [], counts: counts, note: error.withAdvice.reason)
        }
      }
    }
    return builder.finish(convention(survey), warnings: [])
  }

  private func surveyOfChange() async throws -> Survey {
    try requireNo(
      "--suppressed bounds", request.suppressed == .bounds,
      because: "is not offered; --suppressed omit leaves withheld figures out")
    let survey = try await survey(Survey.Needs())
    guard Set(survey.years.map(\.year)).count > 1 else {
      throw AnalysisError.lacking(
        index: definition.name, what: "two years at least: --years FROM,TO")
    }
    return survey
  }

  /// The first and the last year of each segment.
  private func pairs(of survey: Survey) -> [(SurveyYear, SurveyYear)] {
    Set(survey.years.map(\.segment)).sorted { ($0 ?? "") < ($1 ?? "") }.compactMap { segment in
      let years = survey.years.filter { $0.segment == segment }
      guard let first = years.first, let last = years.last, first.year < last.year else {
        return nil
      }
      return (first, last)
    }
  }

  /// The figure of a cell; 0 for one that is absent where the user says so.
  private func known(
    _ zone: Int64, _ industry: Int64, of date: Figures
  ) throws(StatisticError) -> Double {
    guard let value = date[zone, industry] else {
      guard !date.isWithheld(zone, industry) else {
        throw .undefined("a figure of \(date.name) is left out")
      }
      guard request.absent == .zero else { throw .undefined("a cell of \(date.name) is absent") }
      return 0
    }
    guard !value.isNaN else {
      throw .undefined("a figure of \(date.name) is suppressed or missing")
    }
    return value
  }

  /// What some zones have together at each date, by industry.
  private func known(
    _ zones: [Int64], _ industries: [Int64], of dates: [Figures]
  ) throws(StatisticError) -> [[Double]] {
    var sums: [[Double]] = []
    for date in dates {
      var sum = [Double](repeating: 0, count: industries.count)
      for zone in zones {
        for (place, industry) in industries.enumerated() {
          sum[place] += try known(zone, industry, of: date)
        }
      }
      sums.append(sum)
    }
    return sums
  }
}

/// The figures of a year by the ids of zone and industry.
private struct Figures {
  private let year: SurveyYear
  private let zoneRows: [Int64: Int]
  private let industryColumns: [Int64: Int]
  private var cells: [Int: Int] = [:]

  init(_ year: SurveyYear) {
    self.year = year
    zoneRows = Dictionary(
      uniqueKeysWithValues: year.zones.enumerated().map { ($0.element, $0.offset) })
    industryColumns = Dictionary(
      uniqueKeysWithValues: year.industries.enumerated().map { ($0.element, $0.offset) })
    cells.reserveCapacity(year.table.count)
    for cell in 0..<year.table.count {
      let place =
        Int(year.table.regions[cell]) * year.industries.count + Int(year.table.industries[cell])
      cells[place] = cell
    }
  }

  /// The figure of a cell: nil where it is absent, not a number where it is unknown.
  subscript(zone: Int64, industry: Int64) -> Double? {
    guard let row = zoneRows[zone], let column = industryColumns[industry] else { return nil }
    return cells[row * year.industries.count + column].map { year.values[$0] }
  }

  /// The year as a text calls it.
  var name: String { "\(year.year)" }

  /// Whether the survey has a row for a cell, be it left out.
  func has(_ zone: Int64, _ industry: Int64) -> Bool {
    self[zone, industry] != nil || isWithheld(zone, industry)
  }

  /// Whether the survey has figures of a cell that are all left out.
  func isWithheld(_ zone: Int64, _ industry: Int64) -> Bool {
    guard let row = zoneRows[zone], let column = industryColumns[industry] else { return false }
    return year.withheld.contains(row * year.industries.count + column)
  }

  var allZones: Set<Int64> { Set(year.zones) }
  var allIndustries: Set<Int64> { Set(year.industries) }

  func zones(with other: Figures) -> [Int64] { Self.merged(year.zones, other.year.zones) }

  func industries(with other: Figures) -> [Int64] {
    Self.merged(year.industries, other.year.industries)
  }

  private static func merged(_ first: [Int64], _ second: [Int64]) -> [Int64] {
    let known = Set(first)
    return first + second.filter { !known.contains($0) }
  }

  func counts(_ zone: Int64) -> SurveyYear.Counts {
    zoneRows[zone].map { year.zoneCounts[$0] } ?? SurveyYear.Counts()
  }

  func counts(_ zone: Int64, _ industry: Int64) -> SurveyYear.Counts {
    guard let row = zoneRows[zone], let column = industryColumns[industry] else { return .init() }
    return year.cellCounts(row, column, isThere: self[zone, industry] != nil)
  }
}
