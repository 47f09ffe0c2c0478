import Statistics

extension IndexRun {
  /// Asks an index of the tables as wholes.
  func table(_ index: any TableIndex.Type) async throws -> IndexTable {
    let bounded = index as? any BoundedTableIndex.Type
    try requireNo(
      "--suppressed bounds", request.suppressed == .bounds && bounded == nil,
      because: "is not offered, since nothing is known of how far its values could lie apart")
    let requirements = index.requirements
    let survey = try await survey(
      Survey.Needs(firms: requirements.contains(.firms), base: usesBase))
    let withBounds = request.suppressed == .bounds
    var builder = builder(
      survey, more: withBounds ? Self.boundNames(definition.measures.prefix(1)) : [])
    builder.reserve(survey.years.reduce(0) { $0 + $1.table.count })
    var warnings: [String] = []
    for year in survey.years where year.table.count > 0 {
      var year = year
      try provide(requirements, to: &year, survey)
      do throws(StatisticError) {
        if withBounds, let bounded {
          let bounds = try bounded.bounds(for: year.table, parameters)
          let answer = try bounded.answer(for: year.table, parameters)
          add(answer, bounds, of: year, survey, to: &builder)
        } else {
          let answer = try index.answer(for: year.table, parameters)
          warnings += answer.warnings.map { "\(year.year): \($0)" }
          add(answer, of: year, survey, to: &builder)
        }
      } catch {
        throw AnalysisError.refused(index: "\(definition.name), \(year.year)", error.withAdvice)
      }
    }
    return builder.finish(convention(survey), warnings: warnings)
  }

  private func add(
    _ answer: TableAnswer, of year: SurveyYear, _ survey: Survey,
    to builder: inout IndexTableBuilder
  ) {
    for part in answer.parts {
      if part.subject == .cell, part.measures.count == 1, definition.measures.count == 1 {
        addCells(part, of: year, survey, to: &builder)
        continue
      }
      let columns = definition.measures.map { name in
        part.measures.first { $0.name == name }?.values
      }
      let count = part.measures.first?.values.count ?? 0
      for position in 0..<count {
        let (subject, figure, counts) = describe(part.subject, position, year, survey)
        builder.add(
          year, subject, figure: figure, values: columns.map { $0.flatMap { $0[position] } },
          counts: counts, note: part.notes[position])
      }
    }
  }

  private func addCells(
    _ part: TableAnswer.Part, of year: SurveyYear, _ survey: Survey,
    to builder: inout IndexTableBuilder
  ) {
    builder.addCells(
      year, values: part.measures[0].values,
      counts: year.industries.indices.map { cellCounts(year, $0, survey) }, notes: part.notes)
  }

  private func add(
    _ answer: TableAnswer, _ bounds: [(lower: Double, upper: Double)?], of year: SurveyYear,
    _ survey: Survey, to builder: inout IndexTableBuilder
  ) {
    guard let part = answer.parts.first(where: { $0.subject == .cell }) else { return }
    let columns = definition.measures.map { name in
      part.measures.first { $0.name == name }?.values
    }
    for position in 0..<year.table.count {
      let (subject, figure, counts) = describe(.cell, position, year, survey)
      let bound = bounds[position]
      var note = part.notes[position]
      if let bound {
        note = bound.upper.isFinite ? nil : "nothing bounds the value from above"
      }
      builder.add(
        year, subject, figure: figure,
        values: columns.map { $0.flatMap { $0[position] } } + [
          bound?.lower, bound.flatMap { $0.upper.isFinite ? $0.upper : nil },
        ], counts: counts, note: note)
    }
  }

  private func cellCounts(
    _ year: SurveyYear, _ industry: Int, _ survey: Survey
  ) -> SurveyYear.Counts {
    if case .row = survey.base { return year.industryCounts[industry] }
    return year.counts
  }

  private func describe(
    _ kind: TableAnswer.Subject, _ position: Int, _ year: SurveyYear, _ survey: Survey
  ) -> (IndexTableBuilder.Subject, Double?, SurveyYear.Counts) {
    switch kind {
    case .cell:
      let industry = Int(year.table.industries[position])
      return (
        .init(
          zone: year.zones[Int(year.table.regions[position])], industry: year.industries[industry]),
        year.values[position], cellCounts(year, industry, survey)
      )
    case .region:
      return (.init(zone: year.zones[position]), nil, year.zoneCounts[position])
    case .industry:
      return (.init(industry: year.industries[position]), nil, year.industryCounts[position])
    case .pair:
      let count = year.industries.count
      let (first, second) = (position / count, position % count)
      var counts = year.industryCounts[first]
      counts += year.industryCounts[second]
      return (
        .init(industry: year.industries[first], otherIndustry: year.industries[second]), nil,
        counts
      )
    case .group:
      var seen: [String] = []
      for group in year.table.groups where !seen.contains(group) { seen.append(group) }
      return (.init(group: seen[position]), nil, year.counts)
    }
  }
}

extension StatisticError {
  /// The error with what a user can do about cells that are not there.
  var withAdvice: StatisticError {
    guard case .undefined(let reason) = self else { return self }
    if reason.contains("absent") {
      return .undefined(reason + " (--absent zero counts them as 0)")
    }
    if reason.contains("suppressed or missing") {
      return .undefined(reason + " (--suppressed omit or --missing omit leaves them out)")
    }
    return self
  }
}
