/// How many digits a number is printed with, and numbers of so many digits.
enum DecimalDigits {
  /// How many digits stand behind the point of the shortest text that means `number`; 0 for 63 and
  /// 1 for 27.5.
  static func count(_ number: Double) -> Int {
    let parts = "\(number)".split(separator: "e")
    let fraction = parts.first?.split(separator: ".").dropFirst().first ?? "0"
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return max(0, (fraction == "0" ? 0 : fraction.count) - exponent)
  }

  /// `number` rounded to so many digits behind the point; halves go away from 0.
  static func round(_ number: Double, to digits: Int) -> Double {
    let scaled = number * power(digits)
    // Beyond this every number is whole.
    guard abs(scaled) < 9e15 else { return number }
    return scaled.rounded() / power(digits)
  }

  /// Half a unit of the last of so many digits: what rounding leaves open on either side.
  static func half(_ digits: Int) -> Double { 0.5 / power(digits) }

  /// `number` as people write it: a whole one without a point.
  static func text(_ number: Double) -> String {
    guard let whole = Int(exactly: number) else { return "\(number)" }
    return "\(whole)"
  }

  private static func power(_ digits: Int) -> Double {
    (0..<digits).reduce(1.0) { product, _ in product * 10 }
  }
}
