extension ClosedRange<Int64> {
  /// The ids from `first` to `last` as a row of the journal gives them; nil where a damaged file has
  /// there what no program writes: they stand the wrong way round, or beyond what ids can be.
  init?(journalled first: Int64, _ last: Int64) {
    guard 1 <= first, first <= last, last <= NameIndex.largestID else { return nil }
    self = first...last
  }
}

/// A set of row ids as runs of ids that follow each other.
struct IDRuns: Hashable, Sendable {
  /// The runs in order, none of which touches the next.
  let ranges: [ClosedRange<Int64>]

  /// Joins `parts`, which may come in any order.
  init(_ parts: [ClosedRange<Int64>]) {
    var ranges: [ClosedRange<Int64>] = []
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, part.lowerBound <= last.upperBound.advanced(by: 1) {
        let upper = max(last.upperBound, part.upperBound)
        ranges[ranges.count - 1] = last.lowerBound...upper
      } else {
        ranges.append(part)
      }
    }
    self.ranges = ranges
  }

  /// How many ids there are.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Whether `id` is one of them.
  func contains(_ id: Int64) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < id { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(id)
  }
}
