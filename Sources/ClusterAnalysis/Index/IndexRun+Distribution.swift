import ClusterStore
import Statistics

extension IndexRun {
  /// Asks an index of each distribution: of an industry over zones, a zone over industries, or a
  /// zone and industry over firms.
  func distributions(_ index: any DistributionIndex.Type) async throws -> IndexTable {
    let units = request.units?.statistical ?? index.usualUnits
    let requirements = index.requirements
    try requireNo(
      "--over firms", units == .firms && requirements.contains(.reference),
      because: "has nothing that firms could be compared with")
    let survey = try await survey(Survey.Needs(plants: units == .firms))
    if units == .firms, survey.source == .cells {
      throw AnalysisError.lacking(
        index: definition.name, what: "firms, and dataset '\(request.dataset)' has cells only")
    }
    var builder = builder(survey)
    for year in survey.years {
      let rows = Divisions(year, over: units)
      let whole = requirements.contains(.reference) ? rows.totals : []
      let means = requirements.contains(.othersMean) ? rows.shareSums : (sums: [], count: 0)
      for row in rows.subjects {
        let subject = self.subject(row, units, year)
        let counts = self.counts(row, units, year)
        do throws(AnalysisError) {
          let answers = try self.answers(index, row, rows, whole, means, units, year, survey)
          for answer in answers {
            var subject = subject
            subject.label = answer.label
            builder.add(year, subject, values: answer.values, counts: counts)
          }
        } catch {
          guard case .refused(_, let reason) = error else { throw error }
          builder.add(
            year, subject, values: [], counts: counts, note: reason.withAdvice.reason)
        }
      }
    }
    return builder.finish(convention(survey, over: units), warnings: [])
  }

  private func answers(
    _ index: any DistributionIndex.Type, _ row: Divisions.Row, _ rows: Divisions,
    _ whole: [Double], _ means: (sums: [Double], count: Int), _ units: Distribution.Units,
    _ year: SurveyYear, _ survey: Survey
  ) throws(AnalysisError) -> [IndexAnswer] {
    do throws(StatisticError) {
      var distribution = Distribution(sizes: try row.knownSizes())
      let takesAll =
        index.requirements.contains(.reference) || index.requirements.contains(.othersMean)
      if takesAll, row.units.count < rows.unitCount {
        throw .undefined(
          "\(rows.unitCount - row.units.count) of \(rows.unitCount) cells are absent, and each is "
            + "compared")
      }
      if index.requirements.contains(.reference) {
        guard !whole.contains(where: \.isNaN) else {
          throw .undefined("a cell of the whole is suppressed or missing")
        }
        distribution.reference = whole
      }
      if index.requirements.contains(.othersMean), means.count > 1 {
        let own = distribution.sizes.reduce(0, +)
        distribution.othersMean = zip(means.sums, distribution.sizes).map {
          max(0, $0 - (own > 0 ? $1 / own : 0)) / Double(means.count - 1)
        }
      }
      return try index.answers(for: distribution, parameters)
    } catch {
      throw .refused(index: definition.name, error)
    }
  }

  private func subject(
    _ row: Divisions.Row, _ units: Distribution.Units, _ year: SurveyYear
  ) -> IndexTableBuilder.Subject {
    IndexTableBuilder.Subject(
      zone: row.zone.map { year.zones[$0] }, industry: row.industry.map { year.industries[$0] })
  }

  private func counts(
    _ row: Divisions.Row, _ units: Distribution.Units, _ year: SurveyYear
  ) -> SurveyYear.Counts {
    switch (row.zone, row.industry) {
    case (let zone?, nil): year.zoneCounts[zone]
    case (nil, let industry?): year.industryCounts[industry]
    default:
      SurveyYear.Counts(
        known: row.sizes.count { !$0.isNaN }, suppressed: 0, missing: row.sizes.count { $0.isNaN })
    }
  }
}
