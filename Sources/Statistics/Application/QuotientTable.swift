/// The location quotients of a table's cells.
///
/// A quotient in which an unknown cell takes part is unknown.
struct QuotientTable: Sendable {
  private let table: IndustryTable
  /// The group of each industry, counted from 0; empty where there is one group.
  private let labels: [Int]
  /// The total of each region in each group, group after group.
  private let regionTotals: [Double]
  private let industryTotals: [Double]
  /// The total of each group.
  private let grandTotals: [Double]

  /// Adds up the totals.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where the reference is not one value for each industry
  ///   or region; ``StatisticError/undefined(_:)`` where all cells are 0.
  init(_ table: IndustryTable) throws(StatisticError) {
    self.table = table
    guard table.sizes.contains(where: { $0 != 0 }) else { throw .undefined("all cells are 0") }
    var labels: [Int] = []
    if case .groups(let names) = table.reference {
      try requireSameCount(table.industryCount, "the industries", names.count, "their labels")
      var numbers: [String: Int] = [:]
      for name in names {
        labels.append(numbers[name, default: numbers.count])
        numbers[name] = labels.last
      }
    }
    let groupCount = (labels.max() ?? 0) + 1
    let none = CompensatedSum()
    var byRegion = [CompensatedSum](repeating: none, count: groupCount * table.regionCount)
    var byIndustry = [CompensatedSum](repeating: none, count: table.industryCount)
    for position in 0..<table.count {
      let industry = Int(table.industries[position])
      let group = labels.isEmpty ? 0 : labels[industry]
      byRegion[group * table.regionCount + Int(table.regions[position])].add(
        table.sizes[position])
      byIndustry[industry].add(table.sizes[position])
    }
    var regionTotals = byRegion.map { $0.value }
    var industryTotals = byIndustry.map { $0.value }
    var grandTotals = (0..<groupCount).map { group in
      regionTotals[group * table.regionCount..<(group + 1) * table.regionCount].total
    }
    switch table.reference {
    case .all, .groups: break
    case .total(let given):
      try requireSameCount(
        table.industryCount, "the industries", given.count, "the values of the total")
      guard !given.contains(where: { $0 < 0 }) else {
        throw .invalid("a value of the total is negative")
      }
      industryTotals = given
      grandTotals = [given.total]
    case .row(let given):
      try requireSameCount(table.regionCount, "the regions", given.count, "the stated totals")
      regionTotals = given
      grandTotals = [given.total]
    }
    (self.labels, self.regionTotals) = (labels, regionTotals)
    (self.industryTotals, self.grandTotals) = (industryTotals, grandTotals)
  }

  private func parts(at position: Int) -> (Double, region: Double, industry: Double, Double) {
    let industry = Int(table.industries[position])
    let group = labels.isEmpty ? 0 : labels[industry]
    let region = group * table.regionCount + Int(table.regions[position])
    return (
      table.sizes[position], regionTotals[region], industryTotals[industry], grandTotals[group]
    )
  }

  /// The quotient of the cell at a position; nil where it is undefined or unknown.
  func value(at position: Int) -> Double? {
    let (size, region, industry, grand) = parts(at: position)
    guard size <= region, size <= industry, region > 0, industry > 0, grand.isFinite else {
      return nil
    }
    let value = (size / region) / (industry / grand)
    return value.isNaN ? nil : value
  }

  /// The quotient of the cell at a position.
  ///
  /// - Throws: As ``LocationQuotient/init(regional:regionTotal:overall:grandTotal:)``.
  func quotient(at position: Int) throws(StatisticError) -> LocationQuotient {
    let (size, region, industry, grand) = parts(at: position)
    return try LocationQuotient(
      regional: size, regionTotal: region, overall: industry, grandTotal: grand)
  }

  /// Whether the cell at a position lies in a region whose total is known to be 0.
  func isInEmptyRegion(_ position: Int) -> Bool {
    let (size, region, industry, _) = parts(at: position)
    return size == 0 && region == 0 && industry > 0
  }

  /// Why the cell at a position has no quotient.
  func reason(at position: Int) -> String {
    let (size, region, industry, grand) = parts(at: position)
    if size.isNaN { return "the cell is suppressed or missing" }
    if region.isNaN { return "a cell of the region is suppressed or missing" }
    if industry.isNaN { return "a cell of the industry is suppressed or missing" }
    if grand.isNaN { return "a cell of the whole is suppressed or missing" }
    if region == 0 { return "the total of the region is 0" }
    if industry == 0 { return "the total of the industry is 0" }
    return "the cell exceeds the total of its region or industry"
  }
}
