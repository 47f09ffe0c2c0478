import SQLite

/// What a row becomes that takes the values of another one.
///
/// A cell with a value replaces what is there. A cell that is empty says nothing, so that what is
/// there stays, with its flag; a cell that is suppressed takes it away. An observation has its
/// status in a column of its own: one that is `suppressed` or `missing` takes the value away, and a
/// value that comes without a status to one that was so is `reported`.
struct RowMerge {
  /// The columns of both rows, in the order of their values.
  let columns: [String]
  private let flags: Int?
  private let status: Int?
  private let value: Int?

  /// Prepares to merge rows of `table` of which a file sets `columns`.
  init(table: String, columns: [String]) {
    var columns = columns
    let isObservation = table == "observation"
    if isObservation, !columns.contains("status") { columns.append("status") }
    self.columns = columns
    flags = columns.firstIndex(of: "flags")
    status = isObservation ? columns.firstIndex(of: "status") : nil
    value = isObservation ? columns.firstIndex(of: "value") : nil
  }

  /// The row that is there with the values of the file.
  ///
  /// - Parameters:
  ///   - stored: The row that is there.
  ///   - row: The row of the file; the columns that the file does not have are NULL.
  /// - Returns: The row; nil where the flags that are there cannot be read.
  func merged(_ stored: [Value], with row: [Value]) -> [Value]? {
    var merged = zip(stored, row).map { $1 == .null ? $0 : $1 }
    if let flags {
      merged[flags] = stored[flags]
      guard row[flags] != .null || stored[flags] != .null else { return merged }
      guard let own = CellFlags(row[flags]), let before = CellFlags(stored[flags]) else {
        return nil
      }
      var after = before
      for place in columns.indices where place != flags {
        let name = columns[place]
        if let status = own.statuses[name] {
          after.statuses[name] = status
          merged[place] = row[place]
        } else if row[place] != .null {
          after.statuses[name] = nil
        }
      }
      if after != before { merged[flags] = after.value }
    }
    if let status, let value {
      if row[status].isWithheld {
        merged[value] = row[value]
      } else if row[status] == .null, row[value] != .null, stored[status].isWithheld {
        merged[status] = .text("reported")
      }
    }
    return merged
  }

  /// The places at which two rows differ.
  static func differences(_ first: [Value], _ second: [Value]) -> [Int] {
    first.indices.filter { !first[$0].isIdentical(to: second[$0]) }
  }
}

extension Value {
  /// Whether it is the status of an observation without value.
  fileprivate var isWithheld: Bool { self == .text("suppressed") || self == .text("missing") }

  /// Whether SQLite would tell them apart; texts of the same characters can differ in their bytes.
  fileprivate func isIdentical(to other: Value) -> Bool {
    guard case .text(let own) = self, case .text(let text) = other else { return self == other }
    return own.utf8.elementsEqual(text.utf8)
  }
}
