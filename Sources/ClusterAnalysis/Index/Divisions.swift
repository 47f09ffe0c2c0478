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
    /// Where the sizes lie that are unknown, by the position of their units in ``units``.
    var unknown: [Int: IndustryTable.Interval] = [:]
  }

  /// The totals, in the order of the table.
  let subjects: [Row]
  /// How many units there are at most.
  let unitCount: Int

  /// Divides the figures of a year.
  init(_ year: SurveyYear, over units: Distribution.Units) {
    let table = year.table
    switch units {
    case .regions:
      var rows = year.industries.indices.map { Row(industry: $0) }
      for cell in 0..<table.count {
        rows[Int(table.industries[cell])].add(
          Int(table.regions[cell]), year.values[cell], table.unknown[cell])
      }
      (subjects, unitCount) = (rows, year.zones.count)
    case .industries:
      var rows = year.zones.indices.map { Row(zone: $0) }
      for cell in 0..<table.count {
        rows[Int(table.regions[cell])].add(
          Int(table.industries[cell]), year.values[cell], table.unknown[cell])
      }
      (subjects, unitCount) = (rows, year.industries.count)
    case .firms:
      var rows: [Int: Row] = [:]
      for plant in year.plants {
        let (zone, industry) = (Int(plant.zone), Int(plant.industry))
        let place = zone * year.industries.count + industry
        let count = rows[place]?.sizes.count ?? 0
        rows[place, default: Row(zone: zone, industry: industry)].add(
          count, plant.size, plant.interval)
      }
      (subjects, unitCount) = (rows.sorted { $0.key < $1.key }.map(\.value), 0)
    }
  }

  /// What all subjects have together by unit: where that lies.
  var totals: [IndustryTable.Interval] {
    var (lower, upper) = (
      [Double](repeating: 0, count: unitCount), [Double](repeating: 0, count: unitCount)
    )
    for row in subjects {
      for (place, unit) in row.units.enumerated() {
        let interval = row.interval(place)
        lower[unit] += interval.lower
        upper[unit] += interval.upper
      }
    }
    return zip(lower, upper).map { IndustryTable.Interval(lower: $0, upper: $1) }
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

extension Divisions.Row {
  fileprivate mutating func add(
    _ unit: Int, _ size: Double, _ interval: IndustryTable.Interval?
  ) {
    if let interval { unknown[units.count] = interval }
    units.append(unit)
    sizes.append(size)
  }

  /// Where the size of the unit at a position lies.
  func interval(_ place: Int) -> IndustryTable.Interval {
    unknown[place] ?? IndustryTable.Interval(lower: sizes[place], upper: sizes[place])
  }

  /// The sizes, all known.
  ///
  /// - Throws: ``StatisticError/undefined(_:)`` where one is not.
  func knownSizes() throws(StatisticError) -> [Double] {
    guard unknown.isEmpty else {
      throw .undefined("\(unknown.count) of \(sizes.count) figures are suppressed or missing")
    }
    return sizes
  }
}
