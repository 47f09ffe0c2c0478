/// Which of some names a misspelt one may stand for.
public enum NearestNames {
  /// The names nearest to `text`, nearest first; none that is further off than a third of it.
  ///
  /// - Parameters:
  ///   - text: What was written.
  ///   - names: What could have been meant.
  ///   - limit: At most so many.
  /// - Returns: Names, the nearest first.
  public static func of(_ text: String, in names: some Sequence<String>, limit: Int) -> [String] {
    let written = Array(text.lowercased().utf8)
    let furthest = max(1, written.count / 3)
    return names.compactMap { name -> (name: String, distance: Int)? in
      let candidate = Array(name.lowercased().utf8)
      guard abs(candidate.count - written.count) <= furthest else { return nil }
      let distance = distance(written, candidate)
      return distance <= furthest ? (name, distance) : nil
    }
    .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    .prefix(limit).map(\.name)
  }

  /// How many letters must be added, taken away, changed or swapped with their neighbour.
  static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in 1...first.count {
      var current = [row]
      for column in 1...second.count {
        let change = first[row - 1] == second[column - 1] ? 0 : 1
        var least = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + change)
        if row > 1, column > 1, first[row - 1] == second[column - 2],
          first[row - 2] == second[column - 1]
        {
          least = min(least, beforePrevious[column - 2] + 1)
        }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous.last ?? 0
  }
}
