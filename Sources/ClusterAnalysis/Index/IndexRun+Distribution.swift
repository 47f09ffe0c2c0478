import ClusterStore
import Statistics

extension IndexRun {
  /// Asks an index of each distribution: of an industry over zones, a zone over industries, or a
  /// zone and industry over firms.
  func distributions(_ index: any DistributionIndex.Type) async throws -> IndexTable {
    let units = request.units?.statistical ?? index.usualUnits
    let required = index.requirements
    try requireNo(
      "--over firms", units == .firms && !required.isDisjoint(with: [.reference, .groups]),
      because: "has nothing that firms could be compared with or grouped by")
    let survey = try await survey(Survey.Needs(plants: units == .firms))
    if units == .firms { try requireFirms(survey) }
    let withBounds = request.suppressed == .bounds
    var builder = builder(
      survey, more: withBounds ? Self.boundNames(definition.measures) : [])
    for year in survey.years {
      let divisions = Divisions(year, over: units)
      let context = try DistributionContext(self, index, units, year, survey, divisions)
      for row in divisions.subjects {
        let counts = counts(row, year)
        do throws(StatisticError) {
          for line in try context.lines(row, withBounds: withBounds) {
            let subject = subject(row, year, label: line.label)
            builder.add(
              year, subject, values: line.values, counts: counts,
              note: line.isExact ? nil : "bounds found by a search: wider ones may exist")
          }
        } catch {
          builder.add(
            year, subject(row, year, label: nil), values: [], counts: counts,
            note: error.withAdvice.reason)
        }
      }
    }
    return builder.finish(convention(survey, over: units), warnings: [])
  }

  private func subject(
    _ row: Divisions.Row, _ year: SurveyYear, label: String?
  ) -> IndexTableBuilder.Subject {
    IndexTableBuilder.Subject(
      zone: row.zone.map { year.zones[$0] }, industry: row.industry.map { year.industries[$0] },
      label: label)
  }

  private func counts(_ row: Divisions.Row, _ year: SurveyYear) -> SurveyYear.Counts {
    switch (row.zone, row.industry) {
    case (let zone?, nil): year.zoneCounts[zone]
    case (nil, let industry?): year.industryCounts[industry]
    case (let zone?, let industry?):
      year.cellCounts(zone, industry, isThere: !row.sizes.isEmpty)
    case (nil, nil): year.counts
    }
  }
}

/// What the distributions of one year have in common.
struct DistributionContext {
  /// One line of an answer.
  struct Line {
    var label: String?
    var values: [Double?]
    var isExact = true
  }

  private let run: IndexRun
  private let index: any DistributionIndex.Type
  private let unitCount: Int
  private let totals: [IndustryTable.Interval]
  private let means: (sums: [Double], count: Int)
  private let groups: [String]
  private let population: [Double]

  /// Gathers what the index takes besides the sizes.
  ///
  /// - Throws: ``AnalysisError/lacking(index:what:)``.
  init(
    _ run: IndexRun, _ index: any DistributionIndex.Type, _ units: Distribution.Units,
    _ year: SurveyYear, _ survey: Survey, _ divisions: Divisions
  ) throws {
    (self.run, self.index, unitCount) = (run, index, divisions.unitCount)
    let all = index.requirements.union(index.optionalRequirements)
    totals = all.contains(.reference) && units != .firms ? divisions.totals : []
    means = index.requirements.contains(.othersMean) ? divisions.shareSums : ([], 0)
    if all.contains(.groups), let level = run.request.groups, units != .firms {
      groups =
        units == .regions
        ? try survey.groups(of: year.zones, at: level, in: survey.zones)
        : try survey.groups(of: year.industries, at: level, in: survey.industries)
    } else {
      groups = []
      guard !index.requirements.contains(.groups) else {
        throw AnalysisError.lacking(
          index: run.definition.name, what: "the groups of its units: --groups LEVEL")
      }
    }
    let takesPopulation =
      index.requirements.contains(.population)
      || (index.optionalRequirements.contains(.population) && run.request.population != nil)
    guard !takesPopulation || units == .regions else {
      throw AnalysisError.lacking(
        index: run.definition.name, what: "the population of zones, so --over zones")
    }
    population =
      takesPopulation ? try run.population(of: year.zones, in: year.year, survey) : []
  }

  /// What the index answers for one total.
  func lines(_ row: Divisions.Row, withBounds: Bool) throws(StatisticError) -> [Line] {
    guard !row.sizes.isEmpty else { throw .undefined("there is no figure") }
    let absent = unitCount - row.units.count
    let isCompared = index.requirements.contains(.reference)
    if isCompared, absent > 0 {
      throw .undefined("\(absent) of \(unitCount) cells are absent, and each is compared")
    }
    var distribution = Distribution(sizes: row.sizes)
    if !groups.isEmpty { distribution.groups = row.units.map { groups[$0] } }
    if !population.isEmpty { distribution.population = row.units.map { population[$0] } }
    if index.requirements.contains(.othersMean), means.count > 1 {
      let own = row.sizes.reduce(0, +)
      distribution.othersMean = zip(means.sums, row.sizes).map {
        // Written so that what is not a number stays so.
        let others = $0 - (own > 0 ? $1 / own : 0)
        return (others < 0 ? 0 : others) / Double(means.count - 1)
      }
    }
    let isKnown = row.unknown.isEmpty && totals.allSatisfy { $0.lower == $0.upper }
    if isKnown || !withBounds {
      distribution.sizes = try row.knownSizes()
      if !totals.isEmpty, absent == 0 {
        guard totals.allSatisfy({ $0.lower == $0.upper }) else {
          throw .undefined("a cell of the whole is suppressed or missing")
        }
        distribution.reference = totals.map(\.lower)
      }
      do throws(StatisticError) {
        return try index.answers(for: distribution, run.parameters).map { answer in
          Line(
            label: answer.label,
            values: answer.values + (withBounds ? answer.values.flatMap { [$0, $0] } : []))
        }
      } catch {
        guard absent > 0, !totals.isEmpty, distribution.reference.isEmpty else { throw error }
        throw .undefined("\(error.reason) (\(absent) of \(unitCount) cells are absent)")
      }
    }
    return try boundedLines(row, distribution, absent: absent)
  }

  private func boundedLines(
    _ row: Divisions.Row, _ distribution: Distribution, absent: Int
  ) throws(StatisticError) -> [Line] {
    guard !index.requirements.contains(.othersMean) || run.isAgainstTotal else {
      throw .undefined("bounds are offered for the total as the reference only")
    }
    var distribution = distribution
    var others: [Int: IndustryTable.Interval] = [:]
    if !totals.isEmpty, absent == 0 {
      for (place, total) in totals.enumerated() {
        let own = row.interval(place)
        let (lower, upper) = (
          total.lower - own.lower, total.upper.isFinite ? total.upper - own.upper : .infinity
        )
        if row.unknown[place] == nil {
          distribution.reference.append(total.lower == total.upper ? total.lower : lower)
        } else {
          distribution.reference.append(max(0, lower))
        }
        if lower < upper { others[place] = .init(lower: max(0, lower), upper: upper) }
      }
    }
    let bounds = try DistributionBounds(
      of: index, for: distribution, unknown: row.unknown, others: others, run.parameters)
    return bounds.lines.map { line in
      Line(
        label: line.label,
        values: line.ranges.map { $0.lower == $0.upper ? $0.lower : nil }
          + line.ranges.flatMap { [finite($0.lower), finite($0.upper)] },
        isExact: line.ranges.allSatisfy(\.isExact))
    }
  }

  private func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}

extension IndexRun {
  /// Whether an index with a reference of choice is held against the total.
  var isAgainstTotal: Bool {
    (request.settings["reference"] ?? peer?.parameters["reference"] ?? "total") == "total"
  }
}
