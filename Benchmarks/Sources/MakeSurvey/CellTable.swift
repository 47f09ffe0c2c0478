import Foundation

/// A synthetic table of persons employed in zones by industries by years, of which the filled cells
/// are written: `zones.csv`, `industries.csv` and `cells.csv`, in the order of years, zones and
/// industries.
///
/// Zones and industries differ in how many cells they fill and how large these are, and most of the
/// cells filled in one year are filled in the next. No place is meant and no figure was observed.
struct CellTable {
  static let zones = 3_100
  static let industries = 960
  static let years = 2015...2019
  /// The filled cells of each year.
  static let cellsAYear = 340_000

  private let zoneSizes: [Double]
  private let industrySizes: [Double]
  /// What each cell has beside its zone and its industry, in all years.
  private let affinities: [Double]
  private var random: RandomSource

  init(seed: UInt64) {
    var random = RandomSource(seed: seed)
    zoneSizes = (0..<Self.zones).map { _ in 2.4 * random.unit() - 1.2 }
    industrySizes = (0..<Self.industries).map { _ in 2.4 * random.unit() - 1.2 }
    affinities = (0..<Self.zones * Self.industries).map { _ in random.normal(0, 1.2) }
    self.random = random
  }

  /// Writes the three files.
  mutating func write(to folder: String) throws(SurveyFailure) {
    try Self.writeUnits(Self.zones, named: "County", to: folder + "/zones.csv")
    try Self.writeUnits(Self.industries, named: "Class", to: folder + "/industries.csv")
    var file = try TextFile(path: folder + "/cells.csv", encoding: "utf-8")
    try file.write(Array("year,zone,industry,employees".utf8) + Survey.lineEnd)
    for year in Self.years { try writeCells(of: year, to: &file) }
    try file.close()
  }

  /// Writes the cells whose zone, industry, affinity and the year's chance together are greatest.
  private mutating func writeCells(
    of year: Int, to file: inout TextFile
  ) throws(SurveyFailure) {
    var scores = affinities
    for cell in scores.indices {
      let (zone, industry) = cell.quotientAndRemainder(dividingBy: Self.industries)
      scores[cell] += zoneSizes[zone] + industrySizes[industry] + random.normal(0, 0.5)
    }
    let least = scores.sorted()[scores.count - Self.cellsAYear]
    let comma = UInt8(ascii: ",")
    for cell in scores.indices where scores[cell] >= least {
      let (zone, industry) = cell.quotientAndRemainder(dividingBy: Self.industries)
      let size = exp(3 + 0.8 * scores[cell] + random.normal(0, 0.8))
      var line = CellLine(
        beginning: Array(String(year).utf8) + [comma] + Self.code(zone) + [comma]
          + Self.code(industry) + [comma])
      line.append(max(1, size), decimals: 0)
      try file.write(line.ended)
    }
  }

  private static func writeUnits(
    _ count: Int, named name: String, to path: String
  ) throws(SurveyFailure) {
    var file = try TextFile(path: path, encoding: "utf-8")
    try file.write(Array("code,name".utf8) + Survey.lineEnd)
    for number in 0..<count {
      let code = code(number)
      try file.write(code + Array(",\(name) ".utf8) + code + Survey.lineEnd)
    }
    try file.close()
  }

  /// Four digits, so that no code begins with another.
  private static func code(_ number: Int) -> [UInt8] {
    [1000, 100, 10, 1].map { UInt8(ascii: "0") + UInt8((number + 1) / $0 % 10) }
  }
}
