import ClusterStore

extension SurveyTable {
  /// Notes what has no place in the other classification or the vintage, and what was divided.
  func note(
    _ rows: FigureRows, leftOut: [Int], _ zonePlan: UnitPlan, _ industryPlan: UnitPlan,
    _ isIn: [Bool]?, in year: inout SurveyYear
  ) {
    if !zonePlan.lost.isEmpty || !industryPlan.lost.isEmpty {
      for row in leftOut {
        let (zone, industry) = (rows.zones[row], rows.industries[row])
        let isZoneLost = zonePlan.lost.contains(zone)
        let isIndustryLost = industryPlan.lost.contains(industry)
        guard isZoneLost || zonePlan.positions[zone] >= 0,
          isIndustryLost || industryPlan.positions[industry] != -1
        else { continue }
        let isKnown = !rows.values[row].isNaN
        let loss = SurveyYear.Loss(
          rows: 1, unknown: isKnown ? 0 : 1, total: isKnown ? rows.values[row] : 0)
        if isIndustryLost {
          year.lostIndustries[industry, default: .init()] += loss
        } else {
          year.lostZones[zone, default: .init()] += loss
        }
      }
    }
    guard let translation else { return }
    for id in rows.industries.distinct where id != 0 && industryPlan.positions[id] != -1 {
      if industryPlan.positions[id] < -1, translation.isDivided(id) {
        year.dividedIndustries.insert(id)
      }
      year.partialTargets.formUnion(translation.partialTargets(of: id))
    }
  }
}

extension Survey {
  /// What has no place in the other classification or the vintage, what was divided, and what has
  /// other sources too: a sentence each.
  var warnings: [String] {
    var warnings = years.filter { $0.passedOver > 0 }.map { year in
      "\(year.year)\(year.segment.map { ", \($0)" } ?? ""): \(year.passedOver) rows are passed over: "
        + "what they lie in has rows of its own, though none for the same cell, which is absent."
    }
    let industriesLost = losses(years.map(\.lostIndustries), industries)
    if let words = request.target, let industriesLost {
      warnings.append(
        "no link leads to \(words) from \(industriesLost) take no part.")
    }
    if let vintage = request.vintage, let zonesLost = losses(years.map(\.lostZones), zones) {
      warnings.append(
        "not there in \(vintage), nor in a zone of the table that is: \(zonesLost) take no part.")
    }
    let divided = years.reduce(into: Set<Int64>()) { $0.formUnion($1.dividedIndustries) }
    if !divided.isEmpty {
      warnings.append(
        "divided without weights (\(request.division.rawValue)), so that the parts are assumed: "
          + "\(Self.listed(divided.map { industries[$0]?.key ?? "" }.sorted())).")
    }
    let partial = years.reduce(into: Set<String>()) { $0.formUnion($1.partialTargets) }
    if !partial.isEmpty {
      warnings.append(
        "of these only a part comes from each source, so that what the survey does not have of "
          + "them is lacking: \(Self.listed(partial.sorted())).")
    }
    return warnings
  }

  /// What could not be placed, for the convention; nil where all could.
  var lossesInShort: String? {
    var all = SurveyYear.Loss()
    for year in years {
      for loss in year.lostIndustries.values { all += loss }
      for loss in year.lostZones.values { all += loss }
    }
    return all.rows == 0 ? nil : "without a place there: \(words(all)), left out"
  }

  private func losses(_ years: [[Int64: SurveyYear.Loss]], _ units: Classification) -> String? {
    var (all, sums) = (SurveyYear.Loss(), [Int64: SurveyYear.Loss]())
    for (id, loss) in years.joined() {
      sums[id, default: .init()] += loss
      all += loss
    }
    guard !sums.isEmpty else { return nil }
    let named = sums.map { (units[$0.key]?.key ?? "", words($0.value)) }.sorted { $0.0 < $1.0 }
    return "\(Self.listed(named.map { "\($0.0) (\($0.1))" })); \(words(all)) in all"
  }

  private func words(_ loss: SurveyYear.Loss) -> String {
    "\(loss.rows) row\(loss.rows == 1 ? "" : "s") with \(request.figure) of \(written(loss.total))"
      + (loss.unknown > 0 ? " and \(loss.unknown) unknown" : "")
  }

  private func written(_ total: Double) -> String {
    total == total.rounded() && abs(total) < 1e15 ? "\(Int64(total))" : "\(total)"
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(10).joined(separator: ", ")
      + (names.count > 10 ? " and \(names.count - 10) more" : "")
  }
}
