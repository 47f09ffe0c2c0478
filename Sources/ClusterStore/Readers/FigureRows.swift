/// One figure of a dataset in one year, row by row as it is stored, in columns.
public struct FigureRows: Sendable {
  /// Why a value is not known.
  public enum Unknown: Hashable, Sendable {
    /// It was withheld; the ends between which it lies, the upper nil where nothing is stated.
    case suppressed(lower: Double, upper: Double?)
    /// Nothing was reported.
    case missing
  }

  /// The id of the zone; 0 where the row has none.
  public internal(set) var zones: [Int64] = []
  /// The id of the industry; 0 where the row has none.
  public internal(set) var industries: [Int64] = []
  /// The value; not a number where it is unknown.
  public internal(set) var values: [Double] = []
  /// Why a value is unknown, by its position.
  public internal(set) var unknown: [Int: Unknown] = [:]
  /// The positions of values that were imputed and not reported.
  public internal(set) var imputed: Set<Int> = []
  /// The id of the firm where rows are firms, else how many firms the row stands for (not stated:
  /// -1); empty where neither was asked for.
  public internal(set) var firms: [Int64] = []
  /// The segment, as a position in ``segmentNames``; empty where one segment was asked for.
  public internal(set) var segments: [UInt16] = []
  /// The names of the segments.
  public internal(set) var segmentNames: [String] = []
  /// Whether rows of other segments than the one asked for were passed over.
  public internal(set) var hasOtherSegments = false

  /// How many rows there are.
  public var count: Int { values.count }

  /// Makes room for so many rows.
  mutating func reserve(_ count: Int, withFirms: Bool) {
    zones.reserveCapacity(count)
    industries.reserveCapacity(count)
    values.reserveCapacity(count)
    if withFirms { firms.reserveCapacity(count) }
  }

  /// Puts the rows of `other` behind these.
  mutating func append(_ other: FigureRows) {
    let start = count
    for (position, reason) in other.unknown { unknown[start + position] = reason }
    for position in other.imputed { imputed.insert(start + position) }
    var numbers: [UInt16] = []
    for name in other.segmentNames {
      let known = segmentNames.firstIndex(of: name)
      if known == nil { segmentNames.append(name) }
      numbers.append(UInt16(clamping: known ?? segmentNames.count - 1))
    }
    segments += other.segments.lazy.map { numbers[Int($0)] }
    zones += other.zones
    industries += other.industries
    values += other.values
    firms += other.firms
    hasOtherSegments = hasOtherSegments || other.hasOtherSegments
  }
}
