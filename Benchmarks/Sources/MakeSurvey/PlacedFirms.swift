/// Synthetic firms with coordinates, in one year: those of the first class of industry, and 2,000 of
/// each of the classes after it.
///
/// Half of the firms of a class stand around a few centres of its own, the others anywhere. No firm
/// in it exists.
struct PlacedFirms {
  /// How many firms the first class has.
  let firms: Int
  /// How many firms the classes after it have together.
  let others: Int
  let codes: SurveyCodes
  let seed: UInt64

  static let firmsOfAnotherClass = 2_000

  private static let header =
    "firm,zone,industry,year,longitude,latitude,employees"

  /// Writes them firm after firm.
  func write(to path: String) throws(SurveyFailure) {
    guard codes.industries.count > (others - 1) / Self.firmsOfAnotherClass + 1 else {
      throw SurveyFailure("There are not enough classes of industry for \(others) other firms.")
    }
    var file = try TextFile(path: path, encoding: "utf-8")
    try file.write(Array(Self.header.utf8) + Survey.lineEnd)
    var random = RandomSource(seed: seed)
    let classes =
      [firms]
      + stride(from: 0, to: others, by: Self.firmsOfAnotherClass).map {
        min(Self.firmsOfAnotherClass, others - $0)
      }
    for (number, count) in classes.enumerated() {
      let centres = (0..<5).map { _ in Self.place(&random) }
      for firm in 0..<count {
        var place = Self.place(&random)
        if random.chance(0.5) {
          let centre = centres[random.below(centres.count)]
          place = (centre.0 + random.normal(0, 0.15), centre.1 + random.normal(0, 0.15))
        }
        let key = "f\(number)-\(firm)"
        let zone = codes.counties[random.below(codes.counties.count)].code
        let comma = [UInt8(ascii: ",")]
        var line = CellLine(
          beginning: Array(key.utf8) + comma + zone + comma + codes.industries[number].code
            + Array(",2020,".utf8) + Self.degrees(place.0) + comma + Self.degrees(place.1) + comma)
        line.append(Double(1 + random.below(500)), decimals: 0)
        try file.write(line.ended)
      }
    }
    try file.close()
  }

  /// Longitude and latitude somewhere between 119 and 125 degrees east, 39 and 43 north.
  private static func place(_ random: inout RandomSource) -> (Double, Double) {
    (119 + 6 * random.unit(), 39 + 4 * random.unit())
  }

  /// Six decimals, a tenth of a metre.
  private static func degrees(_ value: Double) -> [UInt8] {
    let millionths = Int((value * 1_000_000).rounded())
    let fraction = String(1_000_000 + millionths % 1_000_000).dropFirst()
    return Array("\(millionths / 1_000_000).\(fraction)".utf8)
  }
}
