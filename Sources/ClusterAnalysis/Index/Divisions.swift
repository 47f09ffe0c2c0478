import Statistics

/// The totals of a year, each with the units that it is divided among.
struct Divisions {
  /// One total.
  struct Row {
    /// The position of its zone; nil where it is divided among zones.
    var zone: Int?
    /// The position of its industry; nil where it is divided among industries.
    var industry: Int?
    /// The positions of the units that are there, rising; empty for firms.
    var units: [Int] = []
    /// The size of each unit that is there; not a number where it is unknown.
    var sizes: [Double] = []

    /// The sizes, all known.
    func knownSizes() throws(StatisticError) -> [Double] {
      let unknown = sizes.count { $0.isNaN }
      guard unknown == 0 else {
        throw .undefined("\(unknown) of \(sizes.count) figures are suppressed or missing")
      }
      return sizes
    }
  }

  /// The totals, in the order of the table.
  let subjects: [Row]
  /// How many units there are at most.
  let unitCount: Int

  /// Divides the figures of a year.
  init(_ year: SurveyYear, over units: Distribution.Units) {
    switch units {
    case .regions:
      var rows = year.industries.indices.map { Row(industry: $0) }
      for cell in 0..<year.table.count {
        let industry = Int(year.table.industries[cell])
        rows[industry].units.append(Int(year.table.regions[cell]))
        rows[industry].sizes.append(year.values[cell])
      }
      (subjects, unitCount) = (rows, year.zones.count)
    case .industries:
      var rows = year.zones.indices.map { Row(zone: $0) }
      for cell in 0..<year.table.count {
        let zone = Int(year.table.regions[cell])
        rows[zone].units.append(Int(year.table.industries[cell]))
        rows[zone].sizes.append(year.values[cell])
      }
      (subjects, unitCount) = (rows, year.industries.count)
    case .firms:
      var rows: [Int: Row] = [:]
      for plant in year.plants {
        let (zone, industry) = (Int(plant.zone), Int(plant.industry))
        let place = zone * year.industries.count + industry
        rows[place, default: Row(zone: zone, industry: industry)].sizes.append(plant.size)
      }
      (subjects, unitCount) = (rows.sorted { $0.key < $1.key }.map(\.value), 0)
    }
  }

  /// What all subjects have together by unit; not a number where one is unknown.
  var totals: [Double] {
    var totals = [Double](repeating: 0, count: unitCount)
    for row in subjects {
      for (unit, size) in zip(row.units, row.sizes) { totals[unit] += size }
    }
    return totals
  }

  /// The sum of the subjects' shares by unit, and over how many subjects.
  var shareSums: (sums: [Double], count: Int) {
    var sums = [Double](repeating: 0, count: unitCount)
    var count = 0
    for row in subjects {
      let total = row.sizes.reduce(0, +)
      guard total != 0 else { continue }
      count += 1
      for (unit, size) in zip(row.units, row.sizes) { sums[unit] += size / total }
    }
    return (sums, count)
  }
}
