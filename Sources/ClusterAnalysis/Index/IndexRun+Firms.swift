import ClusterStore
import Statistics

extension IndexRun {
  /// Asks an index of each industry's plants.
  func plants(_ index: any PlantIndex.Type) async throws -> IndexTable {
    try requireNo(
      "--suppressed bounds", request.suppressed == .bounds,
      because: "is not offered, since nothing is known of how far its values could lie apart")
    let survey = try await survey(Survey.Needs(plants: true))
    try requireFirms(survey)
    var builder = builder(survey)
    for year in survey.years {
      let totals = Divisions(year, over: .industries).subjects
      var sizes = [[Double]](repeating: [], count: year.industries.count)
      var regions = [[Int]](repeating: [], count: year.industries.count)
      for plant in year.plants {
        sizes[Int(plant.industry)].append(plant.size)
        regions[Int(plant.industry)].append(Int(plant.zone))
      }
      for industry in year.industries.indices {
        let subject = IndexTableBuilder.Subject(industry: year.industries[industry])
        let counts = year.industryCounts[industry]
        do throws(StatisticError) {
          var reference: [Double] = []
          for total in totals { reference.append(try total.knownSizes().reduce(0, +)) }
          guard !sizes[industry].contains(where: \.isNaN) else {
            throw .undefined("figures of the industry are suppressed or missing")
          }
          let answers = try index.answers(
            plants: sizes[industry], regions: regions[industry], reference: reference, parameters)
          for answer in answers {
            var subject = subject
            subject.label = answer.label
            builder.add(year, subject, values: answer.values, counts: counts)
          }
        } catch {
          builder.add(year, subject, values: [], counts: counts, note: error.withAdvice.reason)
        }
      }
    }
    return builder.finish(convention(survey), warnings: [])
  }

  /// Asks an index of where each industry's firms stand among all.
  func sites(_ index: any SiteIndex.Type) async throws -> IndexTable {
    try requireNo(
      "--suppressed bounds", request.suppressed == .bounds,
      because: "is not offered, since nothing is known of how far its values could lie apart")
    let survey = try await survey(Survey.Needs(plants: true))
    try requireFirms(survey)
    let places = try FirmPlaceReader(store).places()
    var builder = builder(survey)
    var warnings: [String] = []
    var isPlaced = false
    for year in survey.years {
      let placed = year.plants.filter { places[$0.firm] != nil }
      let unplaced = year.plants.count { places[$0.firm] == nil }
      if unplaced > 0 {
        warnings.append(
          "\(year.year): \(unplaced) of \(year.plants.count) firms have no coordinates and take no "
            + "part.")
      }
      guard !placed.isEmpty else { continue }
      isPlaced = true
      let sites: Sites
      do throws(StatisticError) {
        sites = try Sites(
          x: placed.map { places[$0.firm]?.longitude ?? 0 },
          y: placed.map { places[$0.firm]?.latitude ?? 0 }, distance: .greatCircle)
      } catch { throw AnalysisError.refused(index: definition.name, error) }
      let isKnown = !placed.contains { $0.size.isNaN }
      var members = [[Int]](repeating: [], count: year.industries.count)
      for (position, plant) in placed.enumerated() {
        members[Int(plant.industry)].append(position)
      }
      for industry in year.industries.indices {
        let subject = IndexTableBuilder.Subject(industry: year.industries[industry])
        let counts = year.industryCounts[industry]
        do throws(StatisticError) {
          guard isKnown || !countsBySize else {
            throw .undefined(
              "the size of a firm is suppressed or missing: --set weights=none counts all the same")
          }
          let answers = try await index.answers(
            industry: members[industry], sites: sites, weights: isKnown ? placed.map(\.size) : nil,
            parameters)
          for answer in answers {
            var subject = subject
            subject.label = answer.label
            builder.add(
              year, subject, values: answer.values, counts: counts,
              note: answer.values.contains { $0 != nil }
                ? nil : "no firm has another within the distance")
          }
        } catch {
          builder.add(year, subject, values: [], counts: counts, note: error.withAdvice.reason)
        }
      }
    }
    guard isPlaced else {
      throw AnalysisError.lacking(
        index: definition.name,
        what: "the coordinates of firms, and none of dataset '\(request.dataset)' has any")
    }
    return builder.finish(convention(survey), warnings: warnings)
  }

  /// Whether firms count by their size, as the parameter `weights` says.
  private var countsBySize: Bool {
    let usual = definition.parameters.first { $0.name == "weights" }?.usual
    return (request.settings["weights"] ?? peer?.parameters["weights"] ?? usual) == "size"
  }

  /// Refuses a dataset without firms.
  func requireFirms(_ survey: Survey) throws(AnalysisError) {
    guard survey.source == .firms else {
      throw .lacking(
        index: definition.name, what: "firms, and dataset '\(request.dataset)' has cells only")
    }
    guard survey.years.contains(where: { !$0.plants.isEmpty }) else {
      throw .nothingLeft("no firm of dataset '\(request.dataset)' has a place in the table.")
    }
  }
}
