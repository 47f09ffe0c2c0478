/// The distances at which an index of firms' sites is asked for.
enum DistanceSteps {
  /// The parameter that names them.
  static let parameter = IndexParameter(
    "distances", .either("auto", .numbers(0...1e9)), usual: "auto",
    "the distances asked for, in kilometres or the unit of the coordinates; auto takes some twenty "
      + "in round steps, from 0 to the median distance between two firms of any industry")

  /// The parameter that tells whether firms count by their size.
  static func weights(usual: String) -> IndexParameter {
    IndexParameter(
      "weights", .choice(["none", "size"]), usual: usual,
      "whether firms count by their size, or all the same")
  }

  /// More sites than this are represented by as many that a fixed seed draws.
  private static let drawn = 1000

  /// The distances that the parameter names.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where it names none and all sites are one place.
  static func distances(
    _ parameters: IndexParameters, _ sites: Sites
  ) throws(StatisticError) -> [Double] {
    if let given = parameters.optionalNumbers("distances") { return given }
    guard let median = median(of: sites), median > 0 else {
      throw .undefined("the firms do not stand apart: name the distances")
    }
    return upTo(median)
  }

  /// From 0 in steps of 1, 2 or 5 times a power of 10: between 13 and 32 of them above 0.
  static func upTo(_ end: Double) -> [Double] {
    var (mantissa, exponent) = (end / 20, 0)
    while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
    let step =
      mantissa * mantissa < 2
      ? 1.0 : mantissa * mantissa < 10 ? 2 : mantissa * mantissa < 50 ? 5 : 10
    let scale = power(10, Double(abs(exponent)))
    let distances = (0...40).map { number in
      exponent < 0 ? Double(number) * step / scale : Double(number) * step * scale
    }
    return distances.filter { $0 <= end }
  }

  private static func median(of sites: Sites) -> Double? {
    let spans = [sites.x, sites.y, sites.z].map { ($0.max() ?? 0) - ($0.min() ?? 0) }
    let reach = sites.distance(ofChord: spans.total { $0 * $0 }.squareRoot())
    guard reach > 0 else { return nil }
    var order = Array(0..<sites.count)
    if sites.count > drawn {
      var random = SeededGenerator(seed: 0)
      for place in 0..<drawn { order.swapAt(place, place + random.below(sites.count - place)) }
      order.removeLast(sites.count - drawn)
    }
    return PairHistogram(sites: sites, members: order, weights: nil, reach: reach).median
  }
}

/// A number as one would write it, without exponent: 25, 0.5, 0.00001.
func plain(_ number: Double) -> String {
  let parts = "\(number)".split(separator: "e")
  let written = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
  guard parts.count == 2, let exponent = Int(parts[1]) else { return String(written) }
  let sign = written.hasPrefix("-") ? "-" : ""
  let digits = written.filter { $0.isNumber }
  let point = (written.drop { !$0.isNumber }.prefix { $0 != "." }).count + exponent
  if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)" }
  if point >= digits.count {
    return "\(sign)\(digits)\(String(repeating: "0", count: point - digits.count))"
  }
  return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
}
