/// In which regions which industries are present: a table of yes and no, as lists of the yeses.
public struct PresenceMatrix: Hashable, Sendable {
  /// The industries of each region, rising, counted from 0.
  public let industries: [[Int]]
  /// The regions of each industry, rising, counted from 0.
  public let regions: [[Int]]

  /// Reads a table of regions by industries in which 1 is present and 0 absent.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where a cell is neither.
  public init(_ table: Matrix) throws(StatisticError) {
    for (position, cell) in table.cells.enumerated() where cell != 0 && cell != 1 {
      throw .invalid(
        "row \(position / table.columns + 1), column \(position % table.columns + 1) holds \(cell): "
          + "give 1 for present and 0 for absent")
    }
    self.init(regions: table.rows, industries: table.columns) { table[$0, $1] == 1 }
  }

  /// Asks for each region and industry whether it is present.
  init(regions: Int, industries: Int, isPresent: (Int, Int) -> Bool) {
    let present = (0..<regions).map { region in
      (0..<industries).filter { isPresent(region, $0) }
    }
    self.init(industriesOfRegions: present, count: industries)
  }

  /// Takes the industries of each region, rising, out of a number of industries.
  init(industriesOfRegions present: [[Int]], count: Int) {
    var places = [[Int]](repeating: [], count: count)
    for (region, found) in present.enumerated() {
      for industry in found { places[industry].append(region) }
    }
    (industries, regions) = (present, places)
  }

  /// Whether an industry is present in a region, each counted from 0.
  public func contains(region: Int, industry: Int) -> Bool {
    let found = industries[region]
    var (low, high) = (0, found.count)
    while low < high {
      let middle = (low + high) / 2
      if found[middle] < industry { low = middle + 1 } else { high = middle }
    }
    return low < found.count && found[low] == industry
  }

  /// Refuses a table with a region without industries, or an industry without regions.
  func requireNoneEmpty() throws(StatisticError) {
    if let region = industries.firstIndex(where: { $0.isEmpty }) {
      throw .undefined("region \(region + 1) has no industry present: leave it out")
    }
    if let industry = regions.firstIndex(where: { $0.isEmpty }) {
      throw .undefined("industry \(industry + 1) is present in no region: leave it out")
    }
  }

  /// How many parts the table falls into that have no region and no industry in common.
  var components: Int {
    var seen = [Bool](repeating: false, count: industries.count)
    var count = 0
    for start in industries.indices where !seen[start] {
      count += 1
      seen[start] = true
      var (open, seenIndustries) = ([start], Set<Int>())
      while let region = open.popLast() {
        for industry in industries[region] where seenIndustries.insert(industry).inserted {
          for next in regions[industry] where !seen[next] {
            seen[next] = true
            open.append(next)
          }
        }
      }
    }
    return count
  }
}
