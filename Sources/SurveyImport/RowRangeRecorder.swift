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
