/// Why a batch cannot be taken back: a row that has become something else since.
public struct UndoConflict: Hashable, Sendable {
  /// The table.
  public let table: String
  /// The row's id, or its key where the table has no ids.
  public let row: String
  /// The line of the file that brought the row; nil where the batch changed it only.
  public let line: Int?
  /// What has happened.
  public let kind: Kind
  /// The later batch that did it; nil where it was no import.
  public let batch: Int64?

  /// What can have happened to a row.
  public enum Kind: Hashable, Sendable {
    /// It was changed.
    case changed
    /// It was changed by the batch, and is gone.
    case gone
    /// It was deleted by the batch, and is there.
    case back
    /// A later row of `table` with that id points at it.
    case referenced(table: String, id: Int64)
  }
}

extension UndoConflict: CustomStringConvertible {
  /// The row, what happened to it, and what to do about it.
  public var description: String {
    let place = line.map { " (line \($0))" } ?? ""
    let cause = batch.map { " by batch \($0): undo that first" } ?? ""
    let what =
      switch kind {
      case .changed: "was changed since"
      case .gone: "was deleted since"
      case .back: "was added since"
      case .referenced(let table, let id): "is pointed at by \(table) \(id), which came later"
      }
    return "\(table) \(row)\(place) \(what)\(cause)"
  }
}

/// Why a batch is not taken back.
public enum UndoError: Error, Hashable, Sendable {
  /// There is no batch of that number.
  case unknown(batch: Int64)
  /// The batch was taken back before.
  case undone(batch: Int64, at: String)
  /// The rows of the batch were imported by a program that kept no digests.
  case unrecorded(batch: Int64)
  /// Rows have become something else since: the first of them, and how many there are.
  case conflicts(batch: Int64, first: [UndoConflict], count: Int)
  /// The database does not let its rows become what they were.
  case refused(batch: Int64, reason: String)
}

extension UndoError: CustomStringConvertible {
  /// What stands in the way, and what to do about it.
  public var description: String {
    switch self {
    case .unknown(let batch):
      return "there is no batch \(batch). 'agglom imports list' lists them."
    case .undone(let batch, let time): return "batch \(batch) was undone on \(time)."
    case .unrecorded(let batch):
      return """
        of batch \(batch) there is no record of how its rows stood, since it came in by an earlier \
        program or this is a part of another database; it cannot be told whether they were changed.
        """
    case .refused(let batch, let reason): return "batch \(batch) stays: \(reason)."
    case .conflicts(let batch, let first, let count):
      var text = "batch \(batch) stays: its rows are no longer as it left them."
      for conflict in first { text += "\n  \(conflict)" }
      if count > first.count { text += "\n  and \(count - first.count) more" }
      return text
    }
  }
}
