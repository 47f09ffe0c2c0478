/// The value below which a given part of the values lies, interpolated between neighbours (type 7).
///
///     Q(p) = x_(j) + (h - j) (x_(j+1) - x_(j)),   h = 1 + (n - 1) p,   j = ⌊h⌋
///
/// - Unit: that of the values, which may be negative.
/// - Range: from the least value (p = 0) to the greatest (p = 1); 0.5 is the median.
/// - Source: Rob J. Hyndman and Yanan Fan, "Sample Quantiles in Statistical Packages", The American
///   Statistician 50, 1996: their seventh definition, the default of R, NumPy and Excel.
public struct Quantile: DistributionIndex, Hashable {
  /// The quantile.
  public let value: Double

  /// Finds the quantile at `part`, which is from 0 to 1.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where there is no value, one is not finite, or `part`
  ///   is not from 0 to 1.
  public init(of values: [Double], at part: Double) throws(StatisticError) {
    try requireFinite(values, "the values")
    guard (0...1).contains(part) else {
      throw .invalid("the part is \(part): give one from 0 to 1")
    }
    self.init(ofSorted: values.sorted(), at: part)
  }

  /// Finds the quantiles at several parts of the same values.
  ///
  /// - Throws: As ``init(of:at:)``.
  public static func all(of values: [Double], at parts: [Double]) throws(StatisticError) -> [Double]
  {
    try requireFinite(values, "the values")
    let sorted = values.sorted()
    for part in parts where !(0...1).contains(part) {
      throw .invalid("the part is \(part): give one from 0 to 1")
    }
    return parts.map { Quantile(ofSorted: sorted, at: $0).value }
  }

  /// Finds the quantile of values that are known to be sorted, finite and at least one.
  init(ofSorted sorted: [Double], at part: Double) {
    let position = Double(sorted.count - 1) * part
    let below = Int(position.rounded(.down))
    let above = Swift.min(below + 1, sorted.count - 1)
    let weight = position - Double(below)
    value = weight == 0 ? sorted[below] : sorted[below] * (1 - weight) + sorted[above] * weight
  }

  /// The quantile as the catalogue lists it.
  public static let definition = IndexDescription(
    "quantile", title: "Quantile",
    formula: "Q(p) = x_(j) + (h - j) (x_(j+1) - x_(j)), h = 1 + (n - 1) p, j = floor(h)",
    range: "from the least to the greatest value", unit: "that of the values",
    convention: "type 7 of Hyndman and Fan",
    source: "Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996",
    parameters: [
      IndexParameter(
        "parts", .numbers(0...1), usual: "0.25,0.5,0.75",
        "the parts of the units that lie below the quantiles: 0.5 for the median")
    ],
    agrees: ["R quantile", "NumPy quantile", "Excel PERCENTILE.INC"])

  /// How the measures change with the sizes.
  public static func shapes(_ parameters: IndexParameters) -> [DistributionShape] {
    [.rising]
  }

  /// The quantiles of one distribution, labelled by the part that lies below them.
  public static func answers(
    for distribution: Distribution, _ parameters: IndexParameters
  ) throws(StatisticError) -> [IndexAnswer] {
    let parts = parameters.numbers("parts")
    return try zip(parts, all(of: distribution.sizes, at: parts)).map { part, value in
      IndexAnswer([value], label: "\(part)")
    }
  }
}
