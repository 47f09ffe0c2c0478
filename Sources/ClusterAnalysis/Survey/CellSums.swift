import Statistics

/// Adds the rows of a year up to cells.
struct CellSums {
  private var zoneCount: Int
  private var industryCount: Int
  /// Whether each row is a cell by itself, so that nothing is looked up.
  private let rowsAreCells: Bool
  private var zones: [Int32] = []
  private var industries: [Int32] = []
  private var sums: [Double] = []
  private var firms: [Double] = []
  private var unknown: [Int: IndustryTable.Interval] = [:]
  private var places: [Int: Int] = [:]
  private var total = SurveyYear.Counts()
  private var zoneCounts: [SurveyYear.Counts]
  private var industryCounts: [SurveyYear.Counts]

  init(zones: Int, industries: Int, rowsAreCells: Bool) {
    (zoneCount, industryCount, self.rowsAreCells) = (zones, industries, rowsAreCells)
    zoneCounts = Array(repeating: SurveyYear.Counts(), count: zones)
    industryCounts = Array(repeating: SurveyYear.Counts(), count: industries)
  }

  mutating func reserve(_ count: Int) {
    guard rowsAreCells else { return }
    zones.reserveCapacity(count)
    industries.reserveCapacity(count)
    sums.reserveCapacity(count)
    firms.reserveCapacity(count)
  }

  /// Adds a figure to its cell, with how many firms it is of; not a number where that is not known.
  ///
  /// Parts of a row may go to several industries: it is counted with its first.
  mutating func add(
    _ value: Double, _ zone: Int32, _ industry: Int32, firms count: Double, isFirst: Bool
  ) {
    let place = cell(zone, industry)
    sums[place] += value
    firms[place] += count
    industryCounts[Int(industry)].known += 1
    guard isFirst else { return }
    total.known += 1
    zoneCounts[Int(zone)].known += 1
  }

  /// Notes a figure that is not known, and where it lies; it makes its cell unknown if it counts.
  mutating func add(
    unknown interval: IndustryTable.Interval, isSuppressed: Bool, _ zone: Int32, _ industry: Int32,
    firms count: Double, isCounted: Bool, isFirst: Bool
  ) {
    var one = SurveyYear.Counts()
    if isSuppressed { one.suppressed = 1 } else { one.missing = 1 }
    if isFirst {
      total += one
      zoneCounts[Int(zone)] += one
    }
    industryCounts[Int(industry)] += one
    guard isCounted else { return }
    let place = cell(zone, industry)
    firms[place] += count
    let before = unknown[place] ?? IndustryTable.Interval(lower: 0, upper: 0)
    unknown[place] = IndustryTable.Interval(
      lower: before.lower + interval.lower, upper: before.upper + interval.upper)
  }

  private mutating func cell(_ zone: Int32, _ industry: Int32) -> Int {
    let place = Int(zone) * industryCount + Int(industry)
    if !rowsAreCells, let known = places[place] { return known }
    if !rowsAreCells { places[place] = sums.count }
    zones.append(zone)
    industries.append(industry)
    sums.append(0)
    firms.append(0)
    return sums.count - 1
  }

  /// The table, with the cells in order: those that are not there as 0 where `withZeros`, and the
  /// numbers of firms where they are known for all and `withFirms`.
  func year(
    _ year: Int, _ segment: String?, _ zoneIDs: [Int64], _ industryIDs: [Int64], withZeros: Bool,
    withFirms: Bool
  ) throws -> SurveyYear {
    var ordered = self
    ordered.sort()
    let zoneIDs = ordered.dropUnusedZones(zoneIDs)
    let industryIDs = ordered.dropUnusedIndustries(industryIDs)
    if withZeros { ordered.fill() }
    for (place, interval) in ordered.unknown {
      ordered.unknown[place] = IndustryTable.Interval(
        lower: interval.lower + ordered.sums[place], upper: interval.upper + ordered.sums[place])
    }
    var values = ordered.sums
    for place in ordered.unknown.keys { values[place] = .nan }
    var table: IndustryTable
    do {
      table = try IndustryTable(
        regionCount: zoneIDs.count, industryCount: industryIDs.count, regions: ordered.zones,
        industries: ordered.industries, sizes: ordered.sums, unknown: ordered.unknown)
    } catch { throw AnalysisError.refused(index: "the table of \(year)", error) }
    if withFirms, ordered.firms.allSatisfy({ $0 >= 0 }) { table.firms = ordered.firms }
    var result = SurveyYear(
      year: year, segment: segment, zones: zoneIDs, industries: industryIDs, table: table,
      values: values)
    result.counts = total
    (result.zoneCounts, result.industryCounts) = (ordered.zoneCounts, ordered.industryCounts)
    return result
  }

  /// Leaves out zones all of whose figures are left out, as if they had not been surveyed.
  private mutating func dropUnusedZones(_ ids: [Int64]) -> [Int64] {
    guard let kept = Self.used(zones, of: zoneCount) else { return ids }
    zones = zones.map { kept.places[Int($0)] }
    zoneCounts = kept.units.map { zoneCounts[$0] }
    zoneCount = kept.units.count
    return kept.units.map { ids[$0] }
  }

  /// Leaves out industries likewise.
  private mutating func dropUnusedIndustries(_ ids: [Int64]) -> [Int64] {
    guard let kept = Self.used(industries, of: industryCount) else { return ids }
    industries = industries.map { kept.places[Int($0)] }
    industryCounts = kept.units.map { industryCounts[$0] }
    industryCount = kept.units.count
    return kept.units.map { ids[$0] }
  }

  /// Which units have a cell, and where each comes to stand; nil where all have.
  private static func used(
    _ cells: [Int32], of count: Int
  ) -> (units: [Int], places: [Int32])? {
    var isUsed = [Bool](repeating: false, count: count)
    for unit in cells { isUsed[Int(unit)] = true }
    let units = isUsed.indices.filter { isUsed[$0] }
    guard units.count < count else { return nil }
    var places = [Int32](repeating: -1, count: count)
    for (place, unit) in units.enumerated() { places[unit] = Int32(place) }
    return (units, places)
  }

  private func isOrdered() -> Bool {
    for place in 1..<max(1, sums.count) {
      let (zone, before) = (zones[place], zones[place - 1])
      if zone < before || (zone == before && industries[place] <= industries[place - 1]) {
        return false
      }
    }
    return true
  }

  /// Puts the cells in the order of zones, and within them of industries: a counting sort by each.
  private mutating func sort() {
    guard !isOrdered() else { return }
    let byIndustry = Self.order(Array(sums.indices), by: industries, count: industryCount)
    take(Self.order(byIndustry, by: zones, count: zoneCount))
  }

  private static func order(_ places: [Int], by keys: [Int32], count: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: count + 1)
    for place in places { starts[Int(keys[place]) + 1] += 1 }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var ordered = [Int](repeating: 0, count: places.count)
    for place in places {
      let key = Int(keys[place])
      ordered[starts[key]] = place
      starts[key] += 1
    }
    return ordered
  }

  private mutating func take(_ order: [Int]) {
    zones = order.map { zones[$0] }
    industries = order.map { industries[$0] }
    sums = order.map { sums[$0] }
    firms = order.map { firms[$0] }
    guard !unknown.isEmpty else { return }
    let before = unknown
    unknown = [:]
    for (place, old) in order.enumerated() { if let one = before[old] { unknown[place] = one } }
  }

  /// Adds a 0 for each cell that is not there.
  private mutating func fill() {
    let before = self
    let count = zoneCount * industryCount
    zones = (0..<count).map { Int32($0 / industryCount) }
    industries = (0..<count).map { Int32($0 % industryCount) }
    sums = [Double](repeating: 0, count: count)
    firms = sums
    unknown = [:]
    for place in before.sums.indices {
      let cell = Int(before.zones[place]) * industryCount + Int(before.industries[place])
      sums[cell] = before.sums[place]
      firms[cell] = before.firms[place]
      unknown[cell] = before.unknown[place]
    }
  }
}
