/// What a figure is multiplied by to come from one unit to another: an exact number, no rounding.
struct UnitFactor: Hashable, Sendable, CustomStringConvertible {
  /// The numerator of the fraction, above 0.
  var numerator: UInt64 = 1
  /// The denominator of the fraction, above 0.
  var denominator: UInt64 = 1
  /// The power of ten that the fraction is multiplied by.
  var powerOfTen = 0

  /// The factor that changes nothing.
  static let one = UnitFactor()

  /// Ten to the power of `power`.
  static func ten(_ power: Int) -> UnitFactor { UnitFactor(powerOfTen: power) }

  /// This factor divided by another.
  func divided(by other: UnitFactor) -> UnitFactor {
    let above = numerator * other.denominator
    let below = denominator * other.numerator
    var (divisor, rest) = (above, below)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return UnitFactor(
      numerator: above / divisor, denominator: below / divisor,
      powerOfTen: powerOfTen - other.powerOfTen)
  }

  /// Such as `10000`, `0.001` or `1/1500`.
  var description: String {
    let zeros = String(repeating: "0", count: abs(powerOfTen))
    if denominator == 1, numerator == 1, powerOfTen < 0 { return "0.\(zeros.dropFirst())1" }
    let above = powerOfTen > 0 ? "\(numerator)\(zeros)" : "\(numerator)"
    let below = powerOfTen < 0 ? "\(denominator)\(zeros)" : "\(denominator)"
    return below == "1" ? above : "\(above)/\(below)"
  }
}
