/// The numbers from a lower to an upper end; a single number is both of its ends.
struct Interval: Hashable, Sendable {
  let low: Double
  let high: Double

  /// A single number.
  init(_ number: Double) { (low, high) = (number, number) }

  /// What lies between two numbers, whichever comes first; an end may be infinite.
  init(_ one: Double, _ other: Double) { (low, high) = (min(one, other), max(one, other)) }

  /// Whether it is a single number.
  var isNumber: Bool { low == high }

  /// Whether the two have a number in common.
  func overlaps(_ other: Interval) -> Bool { low <= other.high && other.low <= high }

  /// Both ends, moved apart.
  func widened(by distance: Double) -> Interval { Interval(low - distance, high + distance) }

  /// Whether the ends of the two lie no further apart than `distance`.
  func isWithin(_ distance: Double, of other: Interval) -> Bool {
    (low == other.low || abs(low - other.low) <= distance)
      && (high == other.high || abs(high - other.high) <= distance)
  }

  static func + (one: Interval, other: Interval) -> Interval {
    Interval(one.low + other.low, one.high + other.high)
  }

  static func - (one: Interval, other: Interval) -> Interval {
    Interval(one.low - other.high, one.high - other.low)
  }

  static func * (one: Interval, other: Interval) -> Interval {
    let ends = [
      one.low * other.low, one.low * other.high, one.high * other.low, one.high * other.high,
    ]
    return Interval(ends.min() ?? 0, ends.max() ?? 0)
  }

  /// One divided by the other; nil where the divisor can be 0.
  func divided(by divisor: Interval) -> Interval? {
    guard divisor.low > 0 || divisor.high < 0 else { return nil }
    let ends = [low / divisor.low, low / divisor.high, high / divisor.low, high / divisor.high]
    return Interval(ends.min() ?? 0, ends.max() ?? 0)
  }

  /// The ends rounded to so many digits behind the point.
  func rounded(to digits: Int) -> Interval {
    Interval(DecimalDigits.round(low, to: digits), DecimalDigits.round(high, to: digits))
  }

  /// As it is written for people: `63.3`, `27 to 54`, `0.63 or more`.
  var text: String {
    if isNumber { return DecimalDigits.text(low) }
    if high == .infinity { return "\(DecimalDigits.text(low)) or more" }
    if low == -.infinity { return "\(DecimalDigits.text(high)) or less" }
    return "\(DecimalDigits.text(low)) to \(DecimalDigits.text(high))"
  }
}
