@testable public import Statistics

/// Cells by another classification, with what became of them on the way: what the tests hold the
/// tables of surveys to, which follow the same links while they are put together.
///
/// Totals are conserved: what came in is in ``cells`` or in ``unmapped``. A cell that anything unknown
/// reaches is unknown, and lies in the interval of the sums.
public struct CrosswalkedCells: Hashable, Sendable {
  /// A cell of a table of regions by industries.
  public struct Cell: Hashable, Sendable {
    /// The region's code.
    public var region: String
    /// The industry's code.
    public var industry: String
    /// The size, finite, from 0; nil where it is unknown.
    public let size: Double?
    /// Where the size lies; both ends are the size where it is known.
    public let interval: IndustryTable.Interval

    /// Takes a cell whose size is known.
    public init(region: String, industry: String, size: Double) {
      (self.region, self.industry, self.size) = (region, industry, size)
      interval = IndustryTable.Interval(lower: size, upper: size)
    }

    /// Takes a cell whose size is unknown, with where it lies.
    public init(region: String, industry: String, unknown interval: IndustryTable.Interval) {
      (self.region, self.industry, size, self.interval) = (region, industry, nil, interval)
    }
  }

  /// Which of the two codes of a cell the links are about.
  public enum Axis: String, Hashable, Sendable, CaseIterable {
    /// The region's.
    case region
    /// The industry's.
    case industry
  }

  /// A code that leads nowhere, with what is left behind.
  public struct Unmapped: Hashable, Sendable {
    /// The code.
    public let code: String
    /// How many of its cells are known.
    public let known: Int
    /// How many of its cells are unknown.
    public let unknown: Int
    /// What the known cells add up to.
    public let size: Double
    /// Where the total of all its cells lies.
    public let interval: IndustryTable.Interval
  }

  /// The cells by the other classification, in the order of their regions' codes, then of their
  /// industries'.
  public let cells: [Cell]
  /// The codes that lead nowhere, in order.
  public let unmapped: [Unmapped]
  /// The codes that were divided without weights, in order.
  public let divided: [String]
  /// The links that were followed of which only a part of the source or of the target corresponds, in
  /// the order of the crosswalk.
  public let partial: [Crosswalk.Link]

  /// Takes each cell where the links of its code lead.
  ///
  /// - Parameters:
  ///   - cells: The cells, none twice, each of them counted in no other. Those that are absent stay
  ///     absent.
  ///   - crosswalk: The links.
  ///   - axis: Which of the codes the links are about.
  ///   - division: What divides a code without weights.
  /// - Throws: ``StatisticError/invalid(_:)`` where a cell stands twice, a size is negative or not
  ///   finite, or an interval has no size in it; ``StatisticError/undefined(_:)`` where a code has no
  ///   weights and the division is refused or has no sizes. A code whose cells are all 0 needs none.
  public init(
    _ cells: [Cell], by crosswalk: Crosswalk, along axis: Axis = .industry,
    dividing division: Crosswalk.Division = .refused
  ) throws(StatisticError) {
    var sums = CellSums()
    var (left, parts): ([String: CellSum], [String: [Double]]) = ([:], [:])
    var (divided, seen): (Set<String>, Set<[String]>) = ([], [])
    for cell in cells {
      try cell.check()
      guard seen.insert([cell.region, cell.industry]).inserted else {
        throw .invalid("the cell of region \(cell.region), industry \(cell.industry) stands twice")
      }
      let code = axis == .industry ? cell.industry : cell.region
      guard let route = crosswalk.route(of: code) else {
        left[code, default: CellSum()].add(cell, part: 1)
        continue
      }
      let isNothing = cell.size == 0
      if parts[code] == nil, !isNothing {
        parts[code] = try route.parts(division)
        if !route.isWhole, !route.isWeighted { divided.insert(code) }
      }
      for (place, link) in route.links.enumerated() {
        let part = isNothing ? 1 : parts[code]?[place] ?? 0
        if part > 0 { sums.add(cell, part: part, to: link.target, along: axis) }
      }
    }
    self.cells = sums.cells
    unmapped = left.keys.sorted().compactMap { code in left[code]?.unmapped(code) }
    self.divided = divided.sorted()
    partial = crosswalk.links.filter {
      parts[$0.source] != nil && ($0.sourceIsPart || $0.targetIsPart)
    }
  }

  /// What became of the cells on the way, where it was not plain, in sentences.
  public var notes: [String] {
    var notes: [String] = []
    if !unmapped.isEmpty {
      let known = plain(unmapped.total { $0.size })
      let unknown = unmapped.map { $0.unknown }.reduce(0, +)
      let codes = unmapped.map { code in
        "\(code.code) (\(plain(code.size))\(code.unknown > 0 ? " and \(code.unknown) unknown" : ""))"
      }
      notes.append(
        "left out for want of a target: \(known)\(unknown > 0 ? " and \(unknown) unknown cells" : "") "
          + "in \(Self.listed(codes))")
    }
    if !divided.isEmpty {
      notes.append("divided without weights: \(Self.listed(divided))")
    }
    let sources = partial.filter { $0.sourceIsPart }.map { "\($0.source) in \($0.target)" }
    if !sources.isEmpty { notes.append("only a part of a source: \(Self.listed(sources))") }
    let targets = Set(partial.filter { $0.targetIsPart }.map { $0.target }).sorted()
    if !targets.isEmpty {
      notes.append("only a part of a target comes from each source: \(Self.listed(targets))")
    }
    return notes
  }

  private static func listed(_ names: [String]) -> String {
    let rest = names.count > 12 ? " and \(names.count - 10) more" : ""
    return names.prefix(names.count > 12 ? 10 : 12).joined(separator: ", ") + rest
  }
}

extension CrosswalkedCells.Cell {
  fileprivate func check() throws(StatisticError) {
    guard interval.lower.isFinite, interval.lower >= 0, interval.lower <= interval.upper else {
      throw .invalid(
        "the cell of region \(region), industry \(industry) holds "
          + (size.map { "\($0)" } ?? "\(interval.lower) to \(interval.upper)")
          + ": give finite sizes from 0")
    }
    guard size == nil || interval.upper.isFinite else {
      throw .invalid("the cell of region \(region), industry \(industry) is not finite")
    }
  }
}

/// What reaches one cell.
private struct CellSum {
  private var size = CompensatedSum()
  private var lower = CompensatedSum()
  private var upper = CompensatedSum()
  private var (known, unknown) = (0, 0)

  mutating func add(_ cell: CrosswalkedCells.Cell, part: Double) {
    if let value = cell.size {
      size.add(part * value)
      known += 1
    } else {
      unknown += 1
    }
    lower.add(part * cell.interval.lower)
    upper.add(part * cell.interval.upper)
  }

  private var interval: IndustryTable.Interval {
    IndustryTable.Interval(lower: lower.value, upper: max(lower.value, upper.value))
  }

  func cell(region: String, industry: String) -> CrosswalkedCells.Cell {
    unknown == 0
      ? CrosswalkedCells.Cell(region: region, industry: industry, size: size.value)
      : CrosswalkedCells.Cell(region: region, industry: industry, unknown: interval)
  }

  func unmapped(_ code: String) -> CrosswalkedCells.Unmapped {
    CrosswalkedCells.Unmapped(
      code: code, known: known, unknown: unknown, size: size.value, interval: interval)
  }
}

/// What reaches each cell, in the order in which the cells are first reached.
private struct CellSums {
  private var sums: [CellSum] = []
  private var codes: [(region: String, industry: String)] = []
  private var places: [String: [String: Int]] = [:]

  mutating func add(
    _ cell: CrosswalkedCells.Cell, part: Double, to target: String,
    along axis: CrosswalkedCells.Axis
  ) {
    let region = axis == .region ? target : cell.region
    let industry = axis == .industry ? target : cell.industry
    let place = places[region, default: [:]][industry] ?? sums.count
    if place == sums.count {
      places[region, default: [:]][industry] = place
      codes.append((region, industry))
      sums.append(CellSum())
    }
    sums[place].add(cell, part: part)
  }

  var cells: [CrosswalkedCells.Cell] {
    sums.indices.sorted { codes[$0] < codes[$1] }.map { place in
      sums[place].cell(region: codes[place].region, industry: codes[place].industry)
    }
  }
}
