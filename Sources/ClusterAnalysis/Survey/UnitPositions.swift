/// Where ids stand in a list, found without hashing where they lie close together.
struct UnitPositions {
  private var least: Int64
  private var flat: [Int32]
  private var hashed: [Int64: Int32] = [:]

  /// The widest range of ids that is held as a list.
  private static let widest = 1 << 23

  /// Makes room for ids, none of which has a position yet.
  init(for ids: some Sequence<Int64>) {
    var (least, greatest) = (Int64.max, Int64.min)
    for id in ids { (least, greatest) = (min(least, id), max(greatest, id)) }
    self.least = least
    let width = greatest.subtractingReportingOverflow(least)
    let isClose = least <= greatest && !width.overflow && width.partialValue < Self.widest
    flat = isClose ? [Int32](repeating: -1, count: Int(greatest - least) + 1) : []
  }

  /// The position of an id that there is room for; -1 where it has none.
  subscript(id: Int64) -> Int32 {
    get { flat.isEmpty ? hashed[id, default: -1] : flat[Int(id - least)] }
    set { if flat.isEmpty { hashed[id] = newValue } else { flat[Int(id - least)] = newValue } }
  }
}

extension Array where Element == Int64 {
  /// Each number once, rising.
  var distinct: [Int64] {
    var positions = UnitPositions(for: self)
    var found: [Int64] = []
    for id in self where positions[id] < 0 {
      positions[id] = 0
      found.append(id)
    }
    return found.sorted()
  }
}
