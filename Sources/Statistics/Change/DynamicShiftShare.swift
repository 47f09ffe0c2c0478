/// Shift-share analysis of Dunn from date to date, added up, so that the structure is never old.
///
/// - Unit: that of the values.
/// - Range: any; the components add up to the growth from the first date to the last.
/// - Source: Richard A. Barff and Prentice L. Knight, "Dynamic Shift-Share Analysis", Growth and
///   Change 19, 1988.
public struct DynamicShiftShare: RegionalChangeIndex, Hashable {
  /// The analysis from each date to the next.
  public let periods: [ShiftShare]
  /// The components of the region, summed over the periods.
  public let region: ShiftShare.Components
  /// The components of each industry, summed over the periods, in the order given.
  public let industries: [ShiftShare.Components]

  /// Divides the growth of a region over several dates.
  ///
  /// - Parameters:
  ///   - region: For each date, from early to late, one value for each industry.
  ///   - reference: The same of the economy that it is compared with.
  /// - Throws: ``StatisticError/invalid(_:)`` where there are fewer than two dates or the lists
  ///   differ in length; else as ``RegionalChange/init(region:reference:)``.
  public init(region: [[Double]], reference: [[Double]]) throws(StatisticError) {
    try requireSameCount(
      region.count, "the dates of the region", reference.count, "the reference's")
    guard region.count > 1 else { throw .invalid("give at least two dates") }
    var periods: [ShiftShare] = []
    for date in 1..<region.count {
      let data = try RegionalChange(
        region: (region[date - 1], region[date]),
        reference: (reference[date - 1], reference[date]))
      periods.append(ShiftShare(data))
    }
    self.periods = periods
    self.region = ShiftShare.Components.sum(of: periods.map { $0.region })
    industries = periods[0].industries.indices.map { industry in
      ShiftShare.Components.sum(of: periods.map { $0.industries[industry] })
    }
  }

  /// The analysis as the catalogue lists it.
  public static let definition = IndexDescription(
    "dynamic-shift-share", title: "Dynamic shift-share analysis",
    formula: "the components of Dunn from date to date, summed",
    range: "any; the components add up to the growth", unit: "that of the values",
    convention: "one period from each date to the next",
    source: "Barff and Knight, Dynamic Shift-Share Analysis, 1988",
    measures: ShiftShare.Components.measures, parameters: [RegionalDates.detail],
    peers: [PeerConvention(.reat, "shiftd")], agrees: ["REAT shiftd"])

  /// The components of all periods together.
  public static func answers(
    region: [[Double]], reference: [[Double]], industries: [String], _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let dates = try RegionalDates(
      region: region, reference: reference, industries: industries, isDynamic: true)
    let index = try DynamicShiftShare(region: region, reference: reference)
    return dates.answers(index.region, index.industries, parameters) { $0.values }
  }
}
