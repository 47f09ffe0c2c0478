import Statistics

/// Adds the rows of a year up to cells.
struct CellSums {
  private let zoneCount: Int
  private let industryCount: Int
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
  private var cellCounts: [Int: SurveyYear.Counts] = [:]
  /// The cells of which a figure is left out, by ``number(_:_:)``.
  private var leftOut: Set<Int> = []

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

  /// Adds a figure to its cell.
  mutating func add(_ value: Double, _ zone: Int32, _ industry: Int32, firms count: Double) {
    let place = cell(zone, industry)
    sums[place] += value
    firms[place] += count
    total.known += 1
    zoneCounts[Int(zone)].known += 1
    industryCounts[Int(industry)].known += 1
    if !rowsAreCells { cellCounts[number(zone, industry), default: .init()].known += 1 }
  }

  /// Notes a figure that is not known, and where it lies; it makes its cell unknown if it counts.
  mutating func add(
    unknown interval: IndustryTable.Interval, isSuppressed: Bool, _ zone: Int32, _ industry: Int32,
    firms count: Double, isCounted: Bool
  ) {
    var one = SurveyYear.Counts()
    if isSuppressed { one.suppressed = 1 } else { one.missing = 1 }
    total += one
    zoneCounts[Int(zone)] += one
    industryCounts[Int(industry)] += one
    cellCounts[number(zone, industry), default: .init()] += one
    guard isCounted else {
      leftOut.insert(number(zone, industry))
      return
    }
    let place = cell(zone, industry)
    firms[place] += count
    let before = unknown[place] ?? IndustryTable.Interval(lower: 0, upper: 0)
    unknown[place] = IndustryTable.Interval(
      lower: before.lower + interval.lower, upper: before.upper + interval.upper)
  }

  /// The number of a cell among all that the table could have, zone by zone.
  private func number(_ zone: Int32, _ industry: Int32) -> Int {
    Int(zone) * industryCount + Int(industry)
  }

  private mutating func cell(_ zone: Int32, _ industry: Int32) -> Int {
    let place = number(zone, industry)
    if !rowsAreCells, let known = places[place] { return known }
    if !rowsAreCells { places[place] = sums.count }
    zones.append(zone)
    industries.append(industry)
    sums.append(0)
    firms.append(0)
    return sums.count - 1
  }

  /// The table, with the cells in order: with a 0 for each that is not there where `withZeros`, and
  /// with the numbers of firms where they are known.
  func year(
    _ year: Int, _ segment: String?, _ zoneIDs: [Int64], _ industryIDs: [Int64], withZeros: Bool,
    withFirms: Bool
  ) throws -> SurveyYear {
    var ordered = self
    ordered.sort()
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
    (result.zoneCounts, result.industryCounts) = (zoneCounts, industryCounts)
    (result.cellCounts, result.withheld) = (cellCounts, leftOut)
    for place in ordered.sums.indices where !leftOut.isEmpty {
      result.withheld.remove(number(ordered.zones[place], ordered.industries[place]))
    }
    return result
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

  /// Adds a 0 for each cell that is not there; what was left out is not known to be 0, and stays so.
  private mutating func fill() {
    let before = self
    var places = [Int](repeating: -1, count: zoneCount * industryCount)
    for place in sums.indices { places[number(zones[place], industries[place])] = place }
    let cells = places.indices.filter { places[$0] >= 0 || !leftOut.contains($0) }
    zones = cells.map { Int32($0 / industryCount) }
    industries = cells.map { Int32($0 % industryCount) }
    sums = cells.map { places[$0] < 0 ? 0 : before.sums[places[$0]] }
    firms = cells.map { places[$0] < 0 ? 0 : before.firms[places[$0]] }
    unknown = [:]
    for (place, cell) in cells.enumerated() where places[cell] >= 0 {
      unknown[place] = before.unknown[places[cell]]
    }
  }
}
