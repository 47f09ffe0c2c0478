import ClusterStore
import Statistics

/// Puts the rows of a year into a table of zones by industries.
struct SurveyTable {
  let zones: Classification
  let industries: Classification
  let zoneSelection: UnitSelection
  let industrySelection: UnitSelection
  let request: IndexRequest
  /// Whether rows are firms, whose figures add up however their zones lie in one another.
  let rowsAreFirms: Bool
  /// Whether the firms are kept one by one.
  let keepsPlants: Bool
  /// Whether industries may lie in one another, since nothing is summed over them.
  let mayNestIndustries: Bool

  /// What stands for the sum of all units.
  static let total: Int64 = -1

  /// Where the units of one kind go.
  private struct Plan {
    /// The position of each unit's target; -1 where it is left out.
    var positions: UnitPositions
    /// The targets, in order.
    var targets: [Int64]
    /// Whether each unit is its own target.
    var isPlain: Bool
    /// The position of what units lie in that are passed over since it has rows of its own.
    var passedOver: [Int64: Int32] = [:]
  }

  /// Makes the table of a year.
  ///
  /// - Throws: ``AnalysisError/nested(kind:inner:outer:count:levels:)``.
  func year(_ year: Int, _ segment: String?, _ rows: FigureRows, isIn: [Bool]? = nil) throws
    -> SurveyYear
  {
    let zonePlan = try plan(
      Self.taken(rows.zones, isIn), zoneSelection, zones, mayNest: rowsAreFirms)
    let industryPlan = try plan(
      Self.taken(rows.industries, isIn), industrySelection, industries,
      mayNest: rowsAreFirms || (mayNestIndustries && !industrySelection.isTotal))
    var cells = CellSums(
      zones: zonePlan.targets.count, industries: industryPlan.targets.count,
      rowsAreCells: !rowsAreFirms && zonePlan.isPlain && industryPlan.isPlain)
    cells.reserve(rows.count)
    let totals =
      request.suppressed == .bounds && !rowsAreFirms && !rows.unknown.isEmpty
      ? StatedTotals(rows, industries) : nil
    var plants: [SurveyYear.Plant] = []
    var leftOut = 0
    var passedOver: [Int: Int] = [:]
    for row in 0..<rows.count where isIn?[row] ?? true {
      let zone = zonePlan.positions[rows.zones[row]]
      let industry = industryPlan.positions[rows.industries[row]]
      guard zone >= 0, industry >= 0 else {
        leftOut += 1
        if let zone = zone >= 0 ? zone : zonePlan.passedOver[rows.zones[row]],
          let industry = industry >= 0 ? industry : industryPlan.passedOver[rows.industries[row]]
        {
          passedOver[Int(zone) * industryPlan.targets.count + Int(industry), default: 0] += 1
        }
        continue
      }
      // A number of firms that is not stated makes every sum that it enters unknown.
      let firms =
        rows.firms.isEmpty || rowsAreFirms
        ? 1 : rows.firms[row] < 0 ? .nan : Double(rows.firms[row])
      let unknown = rows.values[row].isNaN ? rows.unknown[row] ?? .missing : nil
      var interval: IndustryTable.Interval?
      var isCounted = true
      switch unknown {
      case nil: cells.add(rows.values[row], zone, industry, firms: firms)
      case .suppressed(let lower, let upper):
        let most = upper ?? totals?.upperBound(ofRow: row) ?? .infinity
        interval = IndustryTable.Interval(lower: lower, upper: max(lower, most))
        isCounted = request.suppressed != .omit
      case .missing:
        interval = IndustryTable.Interval(lower: 0, upper: .infinity)
        isCounted = request.missing != .omit
      }
      if let interval {
        cells.add(
          unknown: interval, isSuppressed: unknown != .missing, zone, industry, firms: firms,
          isCounted: isCounted)
      }
      if keepsPlants, isCounted {
        plants.append(
          SurveyYear.Plant(
            firm: rows.firms.isEmpty ? 0 : rows.firms[row], zone: zone, industry: industry,
            size: rows.values[row], interval: interval))
      }
    }
    var result = try cells.year(
      year, segment, zonePlan.targets, industryPlan.targets,
      withZeros: request.absent == .zero, withFirms: !rows.firms.isEmpty || rowsAreFirms)
    result.plants = plants
    result.leftOut = leftOut
    if !passedOver.isEmpty {
      for (zone, industry) in zip(result.table.regions, result.table.industries) {
        passedOver[Int(zone) * industryPlan.targets.count + Int(industry)] = nil
      }
      result.passedOver = passedOver.values.reduce(0, +)
    }
    return result
  }

  /// What rows can be asked for that state a whole.
  enum Axis {
    /// A whole for each zone.
    case zones
    /// A whole for each industry.
    case industries
  }

  /// What the rows that state a whole add up to for each unit of a table; not a number where there is
  /// none, or one is unknown.
  func wholes(
    _ rows: FigureRows, at places: [Int], along axis: Axis, of targets: [Int64]
  ) throws -> [Double] {
    let ids = axis == .zones ? rows.zones : rows.industries
    let selection = axis == .zones ? zoneSelection : industrySelection
    let plan = try plan(
      places.map { ids[$0] }, selection, axis == .zones ? zones : industries,
      mayNest: rowsAreFirms || !selection.isTotal)
    var sums: [Int64: Double] = [:]
    for place in places {
      let position = plan.positions[ids[place]]
      if position >= 0 { sums[plan.targets[Int(position)], default: 0] += rows.values[place] }
    }
    return targets.map { sums[$0] ?? .nan }
  }

  private static func taken(_ ids: [Int64], _ isIn: [Bool]?) -> [Int64] {
    guard let isIn else { return ids }
    return zip(ids, isIn).compactMap { $1 ? $0 : nil }
  }

  private func plan(
    _ ids: [Int64], _ selection: UnitSelection, _ units: Classification, mayNest: Bool
  ) throws -> Plan {
    let there = ids.distinct
    var targets: [Int64: Int64] = [:]
    for id in there where id != 0 { targets[id] = selection.target(of: id, in: units) }
    var passedOver: [Int64: Int64] = [:]
    if selection.level != nil, !rowsAreFirms {
      // Where a unit has rows of its own, those of what lies in it are not added to them.
      let direct = Set(targets.filter { $0.key == $0.value }.values)
      passedOver = targets.filter { $0.key != $0.value && direct.contains($0.value) }
      targets = targets.filter { passedOver[$0.key] == nil }
      try requireFlat(Set(targets.filter { $0.key != $0.value }.keys), units)
    } else if !mayNest {
      try requireFlat(Set(targets.values), units)
    }
    if selection.isTotal {
      targets = targets.mapValues { _ in Self.total }
      passedOver = passedOver.mapValues { _ in Self.total }
    }
    let ordered = Set(targets.values).sorted { order(of: $0, units) < order(of: $1, units) }
    let numbers = Dictionary(
      uniqueKeysWithValues: ordered.enumerated().map { ($0.element, Int32($0.offset)) })
    var plan = Plan(positions: UnitPositions(for: there), targets: ordered, isPlain: true)
    for (id, target) in targets {
      plan.positions[id] = numbers[target] ?? -1
      if id != target { plan.isPlain = false }
    }
    plan.passedOver = passedOver.compactMapValues { numbers[$0] }
    return plan
  }

  private func requireFlat(_ ids: Set<Int64>, _ units: Classification) throws {
    guard let nesting = units.nesting(in: ids) else { return }
    throw AnalysisError.nested(
      kind: units.kind, inner: units[nesting.inner]?.key ?? "",
      outer: units[nesting.outer]?.key ?? "",
      count: nesting.count, levels: units.levels(of: ids).keys.sorted())
  }

  private func order(of id: Int64, _ units: Classification) -> (String, String) {
    guard let node = units[id] else { return ("", "") }
    return (node.scheme.map { "\($0):\(node.code ?? "")" } ?? "", node.key)
  }
}
