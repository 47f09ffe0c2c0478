import ClusterStore
import Statistics

extension IndexRun {
  /// Refuses a base, groups or a population that the index has no use for.
  func requireUseOfOptions() throws(AnalysisError) {
    let table = (index as? any TableIndex.Type)?.requirements ?? []
    let distribution = (index as? any DistributionIndex.Type).map {
      $0.requirements.union($0.optionalRequirements)
    }
    try requireNo(
      "--over", request.units != nil && distribution == nil,
      because: "is for indices of distributions")
    try requireNo(
      "--base", request.base != nil && !usesBase, because: "is for indices of location quotients")
    try requireNo(
      "--groups",
      request.groups != nil && !table.contains(.groups) && peer?.base != .groups
        && !(distribution?.contains(.groups) ?? false),
      because: "is of no use, since it groups nothing")
    try requireNo(
      "--groups", request.groups != nil && distribution != nil && request.units == .firms,
      because: "is of no use over firms, which are not grouped")
    try requireNo(
      "--population",
      request.population != nil && !table.contains(.population)
        && !(distribution?.contains(.population) ?? false),
      because: "is of no use, since it takes no population")
  }

  /// Gives a table what the index takes besides the sizes.
  ///
  /// - Throws: ``AnalysisError/lacking(index:what:)``.
  func provide(
    _ requirements: Set<TableRequirement>, to year: inout SurveyYear, _ survey: Survey
  ) throws {
    if requirements.contains(.firms), year.table.firms == nil {
      throw AnalysisError.lacking(
        index: definition.name,
        what: "the number of firms of every cell, which dataset '\(request.dataset)' does not have")
    }
    if requirements.contains(.groups) {
      guard let level = request.groups else {
        throw AnalysisError.lacking(
          index: definition.name, what: "the groups of industries: --groups LEVEL")
      }
      year.table.groups = try survey.groups(of: year.industries, at: level, in: survey.industries)
    }
    if requirements.contains(.area) {
      year.table.areas = try zoneFigures(
        of: year.zones, survey, "the area", ZoneFigureReader(store).areas())
    }
    if requirements.contains(.population) {
      year.table.populations = try population(of: year.zones, in: year.year, survey)
    }
  }

  /// The population of zones in a year, by the indicator that was named.
  func population(of zones: [Int64], in year: Int, _ survey: Survey) throws -> [Double] {
    guard let indicator = request.population else {
      throw AnalysisError.lacking(
        index: definition.name, what: "the population of zones: --population INDICATOR")
    }
    return try zoneFigures(
      of: zones, survey, "'\(indicator)' of \(year)",
      ZoneFigureReader(store).observations(of: indicator, in: year))
  }

  private func zoneFigures(
    of zones: [Int64], _ survey: Survey, _ what: String, _ known: [Int64: Double]
  ) throws -> [Double] {
    let lacking = zones.filter { known[$0] == nil }
    guard lacking.isEmpty else {
      throw AnalysisError.lacking(
        index: definition.name,
        what: "\(what) of each zone, which is not stored for "
          + lacking.prefix(3).map { survey.zones[$0]?.key ?? "the total" }.joined(separator: ", ")
          + (lacking.count > 3 ? " and \(lacking.count - 3) more" : ""))
    }
    return zones.compactMap { known[$0] }
  }
}
