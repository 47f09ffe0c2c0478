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
  /// The industries by another classification; nil for their own.
  let translation: IndustryTranslation?
  /// The industry whose rows are the base of quotients and in no cell; nil where there is none.
  let baseIndustry: Int64?

  /// What stands for the sum of all units.
  static let total: Int64 = -1

  /// Makes the table of a year.
  ///
  /// - Throws: ``AnalysisError/nested(kind:inner:outer:count:levels:)``,
  ///   ``AnalysisError/nestedTargets(scheme:inner:outer:count:levels:)`` and
  ///   ``AnalysisError/undivided(scheme:source:targets:count:isByFirm:)``.
  func year(_ year: Int, _ segment: String?, _ rows: FigureRows, isIn: [Bool]? = nil) throws
    -> SurveyYear
  {
    let zonePlan = try zonePlan(rows, isIn)
    let industryPlan = try industryPlan(rows, isIn)
    var cells = CellSums(
      zones: zonePlan.targets.count, industries: industryPlan.targets.count,
      rowsAreCells: !rowsAreFirms && zonePlan.isPlain && industryPlan.isPlain)
    cells.reserve(rows.count)
    let totals =
      request.suppressed == .bounds && !rowsAreFirms && !rows.unknown.isEmpty
      ? StatedTotals(rows, industries) : nil
    var plants: [SurveyYear.Plant] = []
    var leftOut: [Int] = []
    var undivided: Set<Int64> = []
    var passedOver: [Int: Int] = [:]
    for row in 0..<rows.count where isIn?[row] ?? true {
      let zone = zonePlan.positions[rows.zones[row]]
      let industry = industryPlan.positions[rows.industries[row]]
      guard zone >= 0, industry != -1 else {
        leftOut.append(row)
        if let zone = zone >= 0 ? zone : zonePlan.passedOver[rows.zones[row]],
          let industry = industry >= 0 ? industry : industryPlan.passedOver[rows.industries[row]]
        {
          passedOver[Int(zone) * industryPlan.targets.count + Int(industry), default: 0] += 1
        }
        continue
      }
      if industry >= 0 {
        add(row, of: rows, zone, .init(position: industry, share: 1), totals, to: &cells, &plants)
      } else if keepsPlants
        || (rows.values[row] != 0 && industryPlan.undivided[rows.industries[row]] != nil)
      {
        undivided.insert(rows.industries[row])
      } else {
        for (place, part) in industryPlan.parts(at: industry).enumerated() {
          add(row, of: rows, zone, part, totals, isFirst: place == 0, to: &cells, &plants)
        }
      }
    }
    try requireDivided(undivided, industryPlan)
    var result = try cells.year(
      year, segment, zonePlan.targets, industryPlan.targets,
      withZeros: request.absent == .zero, withFirms: !rows.firms.isEmpty || rowsAreFirms)
    result.plants = plants
    result.leftOut = leftOut.count
    for (zone, industry) in zip(result.table.regions, result.table.industries)
    where !passedOver.isEmpty {
      passedOver[Int(zone) * industryPlan.targets.count + Int(industry)] = nil
    }
    result.passedOver = passedOver.values.reduce(0, +)
    note(rows, leftOut: leftOut, zonePlan, industryPlan, isIn, in: &result)
    return result
  }

  /// Adds a row, or a part of one, to its cell.
  private func add(
    _ row: Int, of rows: FigureRows, _ zone: Int32, _ part: UnitPlan.Part,
    _ totals: StatedTotals?, isFirst: Bool = true, to cells: inout CellSums,
    _ plants: inout [SurveyYear.Plant]
  ) {
    var firms = rows.firms.isEmpty || rowsAreFirms ? 1 : Double(rows.firms[row])
    // How many firms a part of a cell is of is not known, nor where their number is not stated.
    if firms < 0 || part.share != 1 { firms = .nan }
    let value = rows.values[row]
    let unknown = value.isNaN ? rows.unknown[row] ?? .missing : nil
    var interval: IndustryTable.Interval?
    var isCounted = true
    switch unknown {
    case nil:
      // 0 is 0 however it is divided.
      let size = part.share == 1 ? value : value == 0 ? 0 : value * part.share
      cells.add(size, zone, part.position, firms: firms, isFirst: isFirst)
    case .suppressed(let lower, let upper):
      let most = upper ?? totals?.upperBound(ofRow: row) ?? .infinity
      interval = IndustryTable.Interval(
        lower: lower * part.share, upper: max(lower, most) * part.share)
      isCounted = request.suppressed != .omit
    case .missing:
      interval = IndustryTable.Interval(lower: 0, upper: .infinity)
      isCounted = request.missing != .omit
    }
    if let interval {
      cells.add(
        unknown: interval, isSuppressed: unknown != .missing, zone, part.position, firms: firms,
        isCounted: isCounted, isFirst: isFirst)
    }
    if keepsPlants, isCounted {
      plants.append(
        SurveyYear.Plant(
          firm: rows.firms.isEmpty ? 0 : rows.firms[row], zone: zone, industry: part.position,
          size: value, interval: interval))
    }
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
    let units = axis == .zones ? zones : industries
    let there = places.map { ids[$0] }.distinct
    let found = try self.targets(
      of: there, selection, units, mayNest: rowsAreFirms || !selection.isTotal)
    let plan = plan(found, selection, there, units)
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

  private func zonePlan(_ rows: FigureRows, _ isIn: [Bool]?) throws -> UnitPlan {
    let there = Self.taken(rows.zones, isIn).distinct
    var found = try targets(of: there, zoneSelection, zones, mayNest: rowsAreFirms)
    var lost: Set<Int64> = []
    if request.vintage != nil, zoneSelection.level != nil || !zoneSelection.isTotal {
      for id in there where id != 0 && zoneSelection.isInside(id, zones) {
        guard let place = found.kept[id] ?? (zones[id]?.isInForce == false ? id : nil) else {
          continue
        }
        if zones[place]?.isInForce != true { lost.insert(id) }
      }
      for id in lost { found.kept[id] = nil }
    }
    return plan(found, zoneSelection, there, lost: lost, zones)
  }

  private func industryPlan(_ rows: FigureRows, _ isIn: [Bool]?) throws -> UnitPlan {
    let there = Self.taken(rows.industries, isIn).distinct
    guard let translation else {
      let found = try targets(
        of: there, industrySelection, industries,
        mayNest: rowsAreFirms || (mayNestIndustries && !industrySelection.isTotal))
      return plan(found, industrySelection, there, industries)
    }
    var sources = try targets(of: there, industrySelection, industries, mayNest: true).kept
    if let baseIndustry { sources[baseIndustry] = nil }
    var routes: [Int64: IndustryTranslation.Route] = [:]
    for (id, source) in sources { routes[id] = try translation.route(of: source) }
    if request.division == .size {
      let sizes = sizes(rows, isIn, routes)
      for (id, source) in sources {
        guard case .unknown? = routes[id] else { continue }
        routes[id] = try translation.route(of: source, sizes: sizes)
      }
    }
    if !rowsAreFirms {
      try requireFlat(Set(routes.keys.compactMap { sources[$0] }), industries)
    }
    if industrySelection.isTotal {
      for id in routes.keys { routes[id] = .parts([.init(target: Self.total, share: 1)]) }
    }
    let plan = UnitPlan(
      routes, there: there, lost: Set(sources.keys).subtracting(routes.keys)
    ) { place(of: $0, industries) }
    if !rowsAreFirms, let nesting = industries.nesting(in: Set(plan.targets)) {
      throw AnalysisError.nestedTargets(
        scheme: translation.scheme, inner: industries[nesting.inner]?.key ?? "",
        outer: industries[nesting.outer]?.key ?? "", count: nesting.count,
        levels: industries.levels(of: plan.targets).keys.sorted())
    }
    return plan
  }

  /// How large the industries of the other classification are by what reaches them undivided.
  private func sizes(
    _ rows: FigureRows, _ isIn: [Bool]?, _ routes: [Int64: IndustryTranslation.Route]
  ) -> [String: Double] {
    var sums: [Int64: Double] = [:]
    for row in 0..<rows.count where (isIn?[row] ?? true) && !rows.values[row].isNaN {
      guard let whole = routes[rows.industries[row]]?.whole else { continue }
      sums[whole, default: 0] += rows.values[row]
    }
    return Dictionary(
      sums.map { (industries[$0.key]?.key ?? "", $0.value) }, uniquingKeysWith: { one, _ in one })
  }

  /// What units are summed to.
  private struct Targets {
    /// The target of each unit; what is left out is not in it.
    var kept: [Int64: Int64]
    /// What units lie in that are passed over, since it has rows of its own.
    var passedOver: [Int64: Int64]
  }

  private func targets(
    of there: [Int64], _ selection: UnitSelection, _ units: Classification, mayNest: Bool
  ) throws -> Targets {
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
    return Targets(kept: targets, passedOver: passedOver)
  }

  private func plan(
    _ found: Targets, _ selection: UnitSelection, _ there: [Int64],
    lost: Set<Int64> = [], _ units: Classification
  ) -> UnitPlan {
    let target: (Int64) -> Int64 = { selection.isTotal ? Self.total : $0 }
    return UnitPlan(
      found.kept.mapValues { .parts([.init(target: target($0), share: 1)]) }, there: there,
      lost: lost, passedOver: found.passedOver.mapValues(target)
    ) { place(of: $0, units) }
  }

  private func requireDivided(_ ids: Set<Int64>, _ plan: UnitPlan) throws(AnalysisError) {
    guard let translation,
      let first = ids.min(by: { place(of: $0, industries) < place(of: $1, industries) })
    else { return }
    let targets =
      plan.undivided[first]
      ?? plan.parts(at: plan.positions[first]).map { plan.targets[Int($0.position)] }
    throw .undivided(
      scheme: translation.scheme, source: industries[first]?.key ?? "",
      targets: targets.map { industries[$0]?.key ?? "" }, count: ids.count, isByFirm: keepsPlants)
  }

  private func requireFlat(_ ids: Set<Int64>, _ units: Classification) throws {
    guard let nesting = units.nesting(in: ids) else { return }
    throw AnalysisError.nested(
      kind: units.kind, inner: units[nesting.inner]?.key ?? "",
      outer: units[nesting.outer]?.key ?? "",
      count: nesting.count, levels: units.levels(of: ids).keys.sorted())
  }

  /// By what units are sorted: scheme and code, or else the key.
  private func place(of id: Int64, _ units: Classification) -> String {
    guard let node = units[id] else { return "" }
    guard let scheme = node.scheme, let code = node.code else { return node.key }
    return "\(scheme):\(code)"
  }
}
