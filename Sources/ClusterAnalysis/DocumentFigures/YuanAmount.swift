/// An amount of money in Chinese units, such as `10亿元-100亿元` or `100亿元以上`.
enum YuanAmount {
  /// The amount in billions of yuan, from its lower to its upper end; nil where `text` is none.
  ///
  /// 1亿 is 0.1 billion and 1万 is 0.00001 billion; `以上` is "and above", `以下` "and below".
  static func billions(_ text: String) -> Interval? {
    guard
      let match = text.wholeMatch(
        of: /(\d+(?:\.\d+)?)(亿|万)元(?:[-–—~～至到](\d+(?:\.\d+)?)(亿|万)元)?(以上|以下)?/),
      let low = billions(match.1, match.2)
    else { return nil }
    if let digits = match.3, let unit = match.4 {
      return match.5 == nil ? billions(digits, unit).map { Interval(low, $0) } : nil
    }
    switch match.5 {
    case "以上": return Interval(low, .infinity)
    case "以下": return Interval(-.infinity, low)
    default: return Interval(low)
    }
  }

  private static func billions(_ digits: Substring, _ unit: Substring) -> Double? {
    Double(digits).map { unit == "亿" ? $0 / 10 : $0 / 100_000 }
  }
}
