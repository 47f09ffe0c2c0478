import ClusterStore

/// Gathers which rows came from which lines, in runs of even steps.
struct RowRangeRecorder {
  private(set) var ranges: [ImportJournal.RowRange] = []

  /// Notes that the row `id` came from `line`.
  mutating func note(id: Int64, line: Int) {
    if let last = ranges.last, id == last.lastID + 1 {
      let count = Int(last.lastID - last.firstID) + 1
      let step = count == 1 ? line - last.firstLine : last.step
      if step > 0, line == last.firstLine + count * step {
        ranges[ranges.count - 1].lastID = id
        ranges[ranges.count - 1].step = step
        return
      }
    }
    ranges.append(.init(firstID: id, lastID: id, firstLine: line, step: 1))
  }

  /// The line that the row `id` came from; nil for a row that was not noted.
  func line(of id: Int64) -> Int? {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lastID < id { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].firstID <= id else { return nil }
    return ranges[low].firstLine + Int(id - ranges[low].firstID) * ranges[low].step
  }

  /// Takes out a row that did not stay.
  mutating func forget(id: Int64) {
    guard let index = ranges.firstIndex(where: { $0.firstID <= id && id <= $0.lastID }) else {
      return
    }
    let range = ranges.remove(at: index)
    var parts: [ImportJournal.RowRange] = []
    if range.firstID < id {
      parts.append(
        .init(
          firstID: range.firstID, lastID: id - 1, firstLine: range.firstLine, step: range.step))
    }
    if id < range.lastID {
      let line = range.firstLine + Int(id + 1 - range.firstID) * range.step
      parts.append(.init(firstID: id + 1, lastID: range.lastID, firstLine: line, step: range.step))
    }
    ranges.insert(contentsOf: parts, at: index)
  }
}
