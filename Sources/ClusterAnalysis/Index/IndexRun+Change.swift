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
        for industry in earlier.industries(with: later) {
          let (base, value) = (earlier[zone, industry], later[zone, industry])
          guard base != nil || value != nil else { continue }
          let subject = IndexTableBuilder.Subject(
            zone: zone, industry: industry,
            label: "\(before.year)-\(after.year)")
          var counts = earlier.counts(zone, industry)
          counts += later.counts(zone, industry)
          do throws(StatisticError) {
            let base = try known(base, "the earlier year")
            let value = try known(value, "the later year")
            let answer = try index.answer(
              from: base, to: value, years: after.year - before.year)
            builder.add(after, subject, figure: value, values: answer.values, counts: counts)
          } catch {
            builder.add(
              after, subject, figure: value, values: [], counts: counts,
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
      let tables = dates.map { date in
        zones.map { zone in industries.map { date[zone, $0] } }
      }
      for (row, zone) in zones.enumerated() {
        let subject = IndexTableBuilder.Subject(zone: zone)
        var counts = SurveyYear.Counts()
        for date in dates { counts += date.counts(zone) }
        do throws(StatisticError) {
          var region: [[Double]] = []
          var reference: [[Double]] = []
          for (table, date) in zip(tables, years) {
            region.append(try known(table[row], date.year))
            var totals = [Double](repeating: 0, count: industries.count)
            for line in table {
              for (place, value) in try known(line, date.year).enumerated() {
                totals[place] += value
              }
            }
            reference.append(totals)
          }
          let answers = try index.answers(
            region: region, reference: reference, industries: names, parameters)
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

  private func known(_ value: Double?, _ date: String) throws(StatisticError) -> Double {
    guard let value else {
      if request.absent == .zero { return 0 }
      throw .undefined("the cell is absent in \(date)")
    }
    guard !value.isNaN else { throw .undefined("a figure of \(date) is suppressed or missing") }
    return value
  }

  private func known(_ values: [Double?], _ year: Int) throws(StatisticError) -> [Double] {
    var known: [Double] = []
    for value in values { known.append(try self.known(value, "\(year)")) }
    return known
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
    guard let value = self[zone, industry] else { return SurveyYear.Counts() }
    return value.isNaN
      ? SurveyYear.Counts(known: 0, suppressed: 0, missing: 1) : SurveyYear.Counts(known: 1)
  }
}
