/// Sizes as shares of their total: the parts of one whole.
///
/// - Shape: one size a unit (a firm, a region, an industry); their order is the caller's.
/// - Unit: the sizes share one additive unit; the shares have none and add up to 1.
public struct Shares: Hashable, Sendable {
  /// The share of each unit, 0 to 1.
  public let values: [Double]
  /// What the sizes add up to, above 0.
  public let total: Double

  /// How many units there are, those with 0 included.
  public var count: Int { values.count }

  /// Divides sizes by their total.
  ///
  /// - Parameters:
  ///   - sizes: Finite, at least 0.
  ///   - what: What they are, for the text of an error.
  /// - Throws: ``StatisticError/invalid(_:)`` where there is no size, or one is negative or not
  ///   finite; ``StatisticError/undefined(_:)`` where all are 0.
  public init(of sizes: [Double], _ what: String = "the values") throws(StatisticError) {
    try requireSizes(sizes, what)
    let total = sizes.total
    guard total.isFinite else { throw .invalid("\(what) are too large to be added up") }
    guard total > 0 else { throw .undefined("\(what) are all 0") }
    self.total = total
    values = sizes.map { $0 / total }
  }
}

/// Refuses an empty list, and one in which a value is negative or not finite.
func requireSizes(_ sizes: [Double], _ what: String) throws(StatisticError) {
  guard !sizes.isEmpty else { throw .invalid("\(what) are empty") }
  for (position, size) in sizes.enumerated() where !(size.isFinite && size >= 0) {
    throw .invalid("\(what) hold \(size) at position \(position + 1): give finite values from 0")
  }
}

/// Refuses an empty list, and one in which a value is not finite.
func requireFinite(_ values: [Double], _ what: String) throws(StatisticError) {
  guard !values.isEmpty else { throw .invalid("\(what) are empty") }
  for (position, value) in values.enumerated() where !value.isFinite {
    throw .invalid("\(what) hold \(value) at position \(position + 1): give finite values")
  }
}

/// Refuses two lists of different lengths.
func requireSameCount(
  _ first: Int, _ what: String, _ second: Int, _ other: String
) throws(StatisticError) {
  guard first == second else {
    throw .invalid("\(what) are \(first), \(other) \(second): give one for each")
  }
}

/// Answers a value that arithmetic has kept finite, and refuses one that has overflowed.
func finite(_ value: Double, _ what: String) throws(StatisticError) -> Double {
  guard value.isFinite else { throw .undefined("\(what) is too large to be computed") }
  return value
}
