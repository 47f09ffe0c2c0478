/// How many units fall into each band of size, and what they add up to.
///
/// - Shape: sizes of units (such as persons employed by each firm) and the lower bounds of the
///   bands; a band reaches from its bound up to, and without, the next; the last is open.
/// - Unit: units for the counts, that of the sizes for the totals, none for the shares.
/// - Source: European Commission, "Recommendation 2003/361/EC concerning the definition of micro,
///   small and medium-sized enterprises", 2003, for the bands of persons employed.
public struct SizeBands: DistributionIndex, Hashable {
  /// One band of sizes.
  public struct Band: Hashable, Sendable {
    /// The least size in the band.
    public let lower: Double
    /// The size at which the next band begins; nil for the last, which is open.
    public let upper: Double?
    /// How many units are in the band.
    public let count: Int
    /// What their sizes add up to.
    public let total: Double
    /// The share of the units, 0 to 1.
    public let countShare: Double
    /// The share of the total; nil where all sizes are 0.
    public let totalShare: Double?
  }

  /// The bands, from small to large.
  public let bands: [Band]

  /// Lower bounds for persons employed: micro, small, medium, large.
  public static let enterpriseBounds: [Double] = [0, 10, 50, 250]

  /// Sorts sizes into bands.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where there is no size, one is negative, not finite or
  ///   below the first bound, or the bounds do not rise.
  public init(of sizes: [Double], bounds: [Double] = enterpriseBounds) throws(StatisticError) {
    try requireSizes(sizes, "the sizes")
    try requireSizes(bounds, "the bounds")
    guard zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .invalid("the bounds do not rise: give each one once, from small to large")
    }
    var members = [[Double]](repeating: [], count: bounds.count)
    for (position, size) in sizes.enumerated() {
      guard let band = bounds.lastIndex(where: { $0 <= size }) else {
        throw .invalid("the size \(size) at position \(position + 1) lies below the first bound")
      }
      members[band].append(size)
    }
    let total = sizes.total
    guard total.isFinite else { throw .invalid("the sizes are too large to be added up") }
    bands = bounds.indices.map { band in
      let sum = members[band].total
      return Band(
        lower: bounds[band], upper: band + 1 < bounds.count ? bounds[band + 1] : nil,
        count: members[band].count, total: sum,
        countShare: Double(members[band].count) / Double(sizes.count),
        totalShare: total > 0 ? sum / total : nil)
    }
  }

  /// The bands as the catalogue lists them.
  public static let definition = IndexDescription(
    "size-bands", title: "Size bands",
    formula: "units with lower <= size < upper: their count, total and shares",
    range: "0 and up; shares 0 to 1", unit: "units; that of the sizes",
    convention: "a band holds its lower bound and not its upper; 0, 10, 50, 250 by default",
    source: "European Commission, Recommendation 2003/361/EC, 2003",
    measures: ["count", "total", "count_share", "total_share"],
    parameters: [
      IndexParameter(
        "bounds", .numbers(0...1e15), usual: "0,10,50,250", "the lower bounds of the bands, rising")
    ])

  /// The firms of a region and industry.
  public static var usualUnits: Distribution.Units { .firms }

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    let steps = parameters.numbers("bounds")
    return [.steps(steps), .steps(steps), .steps(steps), .other(steps: steps)]
  }

  /// The bands of one distribution, labelled by their bounds.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    try SizeBands(of: distribution.sizes, bounds: parameters.numbers("bounds")).bands.map { band in
      let lower = written(band.lower)
      return IndexAnswer(
        [Double(band.count), band.total, band.countShare, band.totalShare],
        label: band.upper.map { "\(lower) to under \(written($0))" } ?? "\(lower) and more")
    }
  }

  /// A bound as one writes it, without a decimal where it is whole.
  private static func written(_ bound: Double) -> String {
    Int(exactly: bound).map { "\($0)" } ?? "\(bound)"
  }
}
