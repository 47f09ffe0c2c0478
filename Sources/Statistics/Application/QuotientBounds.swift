/// How far a location quotient can lie apart where cells are known by an interval only.
///
/// With a the cell, b the rest of its region, c the rest of its industry and d all else,
///
///     LQ = a (a + b + c + d) / ((a + b) (a + c))
///
/// falls in b and in c and rises in d. In a it rises up to the root of a²d - 2abc - bc(b + c + d)
/// and then falls, so that its least value lies at an end of a's interval, and its greatest at an end
/// or at the root. Since each cell varies by itself, these bounds are reached or come as near as one
/// likes.
struct QuotientBounds: Sendable {
  /// A sum of intervals; how many of them have no upper end is counted apart.
  private struct Span {
    var lower = 0.0
    var upper = 0.0
    var open = 0

    mutating func add(_ interval: IndustryTable.Interval) {
      lower += interval.lower
      if interval.upper.isFinite { upper += interval.upper } else { open += 1 }
    }

    static func + (one: Span, other: Span) -> Span {
      Span(
        lower: one.lower + other.lower, upper: one.upper + other.upper,
        open: one.open + other.open)
    }

    static func - (one: Span, other: Span) -> Span {
      Span(
        lower: max(0, one.lower - other.lower), upper: max(0, one.upper - other.upper),
        open: one.open - other.open)
    }

    var end: Double { open > 0 ? .infinity : upper }
  }

  private let table: IndustryTable
  private let groups: [String]
  private var regions: [String: [Span]] = [:]
  private var industries: [Span]
  private var wholes: [String: Span] = [:]

  /// Adds up the intervals.
  init(_ table: IndustryTable) throws(StatisticError) {
    self.table = table
    if case .groups(let names) = table.reference {
      try requireSameCount(table.industryCount, "the industries", names.count, "their labels")
      groups = names
    } else {
      groups = []
    }
    industries = [Span](repeating: Span(), count: table.industryCount)
    for position in 0..<table.count {
      let interval = Self.interval(of: position, in: table)
      let (region, industry) = (Int(table.regions[position]), Int(table.industries[position]))
      let group = groups.isEmpty ? "" : groups[industry]
      industries[industry].add(interval)
      regions[group, default: [Span](repeating: Span(), count: table.regionCount)][region].add(
        interval)
      wholes[group, default: Span()].add(interval)
    }
  }

  private static func interval(
    of position: Int, in table: IndustryTable
  ) -> IndustryTable.Interval {
    table.unknown[position]
      ?? IndustryTable.Interval(lower: table.sizes[position], upper: table.sizes[position])
  }

  /// The least and the greatest quotient of the cell at a position; nil where it is undefined.
  func interval(at position: Int) -> (lower: Double, upper: Double)? {
    let (region, industry) = (Int(table.regions[position]), Int(table.industries[position]))
    let group = groups.isEmpty ? "" : groups[industry]
    let cell = Self.interval(of: position, in: table)
    var own = Span()
    own.add(cell)
    guard let inRegion = regions[group]?[region], let whole = wholes[group] else { return nil }
    let (beside, elsewhere) = (inRegion - own, industries[industry] - own)
    switch table.reference {
    case .all, .groups:
      let rest = whole - inRegion - elsewhere
      return Self.bounds(cell, beside, elsewhere, rest)
    case .total(let given):
      let (stated, all) = (given[industry], given.total)
      guard stated > 0, all.isFinite, let share = Self.shares(cell, beside, most: stated) else {
        return nil
      }
      return (share.lower / (stated / all), share.upper / (stated / all))
    case .row(let given):
      let (stated, all) = (given[region], given.total)
      guard stated > 0, all.isFinite,
        let share = Self.shares(cell, elsewhere, most: stated)
      else { return nil }
      return (share.lower * all / stated, share.upper * all / stated)
    }
  }

  /// The least and the greatest a / (a + b), where a is no more than what is stated for a whole that
  /// it is a part of; nil where it is more, or both are 0.
  private static func shares(
    _ cell: IndustryTable.Interval, _ rest: Span, most: Double
  ) -> (lower: Double, upper: Double)? {
    guard cell.lower <= most, cell.upper > 0 || rest.end > 0 else { return nil }
    // Without a rest it is 1 wherever it is defined.
    let lower = rest.end == 0 ? 1 : cell.lower / (cell.lower + rest.end)
    let upper = min(cell.upper, most)
    return (lower, upper > 0 ? upper / (upper + rest.lower) : 0)
  }

  private static func bounds(
    _ cell: IndustryTable.Interval, _ beside: Span, _ elsewhere: Span, _ rest: Span
  ) -> (lower: Double, upper: Double)? {
    guard cell.upper > 0 else {
      return beside.end > 0 && elsewhere.end > 0 ? (0, 0) : nil
    }
    let lower = [cell.lower, cell.upper].map {
      quotient($0, beside.end, elsewhere.end, rest.lower)
    }
    let (b, c, d) = (beside.lower, elsewhere.lower, rest.end)
    var candidates = [cell.lower, cell.upper]
    if d > 0, d.isFinite {
      let root = (b * c + (b * c * (b * c + d * (b + c + d))).squareRoot()) / d
      if cell.lower < root, root < cell.upper { candidates.append(root) }
    }
    let upper = candidates.map { quotient($0, b, c, d) }
    return (lower.min() ?? 0, upper.max() ?? 0)
  }

  /// The quotient, as a limit where a part is infinite, or where a falls to 0.
  private static func quotient(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
    if a == 0 {
      // Alone in its region or industry, the quotient does not fall to 0 with the cell.
      if b == 0 { return quotientAlone(c, d) }
      return c == 0 ? quotientAlone(b, d) : 0
    }
    if a == .infinity { return b.isFinite && c.isFinite && d.isFinite ? 1 : .infinity }
    if b == .infinity { return c == .infinity ? 0 : a / (a + c) }
    if c == .infinity { return a / (a + b) }
    return a * (a + b + c + d) / ((a + b) * (a + c))
  }

  /// (e + d) / e, as a limit where a part is infinite or e is 0.
  private static func quotientAlone(_ e: Double, _ d: Double) -> Double {
    if e == .infinity { return 1 }
    return e > 0 ? 1 + d / e : d > 0 ? .infinity : 1
  }
}
