/// Unified social credit codes of 18 characters (GB 32100-2015).
enum CreditCode {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// The weight of each of the 17 characters before the check character: 3 to the power of its
  /// place, modulo 31.
  private static let weights = (0..<16).reduce(into: [1]) { weights, _ in
    weights.append(weights[weights.count - 1] * 3 % 31)
  }

  /// What stands for ten as the check character of an organisation code.
  private static let valueOfX = 29

  private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

  /// The code of an enterprise (authority 9, kind 1) registered in `county`, a code of six digits,
  /// whose organisation code (GB 11714) begins with the eight digits of `number`.
  static func enterprise(county: [UInt8], number: Int) -> [UInt8] {
    var digits = [Int](repeating: 0, count: 8)
    var rest = number
    for index in digits.indices.reversed() {
      digits[index] = rest % 10
      rest /= 10
    }
    let check = 11 - zip(digits, organisationWeights).reduce(0) { $0 + $1.0 * $1.1 } % 11
    let places =
      [9, 1] + county.map { Int($0) - 48 } + digits
      + [check == 11 ? 0 : check == 10 ? valueOfX : check]
    let sum = zip(places, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return (places + [(31 - sum % 31) % 31]).map { alphabet[$0] }
  }
}
