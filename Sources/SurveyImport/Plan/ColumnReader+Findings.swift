import VirtualTable

extension ColumnReader {
  /// What is wrong with a cell.
  struct Problem: Hashable {
    var label: String
    var text: String
    var code: RejectCode
    var reason: String
  }

  /// Something that is told of a cell which goes in all the same.
  struct Remark {
    var label: String
    var text: String
    var reason: String
  }

  /// A code that is to be added to the table it points at.
  struct Addition {
    var place: Int
    var code: [UInt8]
    var index: ReferenceIndex
  }

  /// A reference that is left empty, since there is no such row.
  struct Emptied {
    var label: String
    var name: String
    var table: String
  }

  /// What reading a record has found.
  struct Findings {
    var problems: [Problem] = []
    var pending: [ParsedRows.Pending] = []
    var additions: [Addition] = []
    /// Codes that the row's new firm points at.
    var firmAdditions: [Addition] = []
    var emptied: [Emptied] = []
    var suppressed: [String] = []
    var imputed: [String] = []
    var remarks: [Remark] = []
    /// The year of the row; ``ReferenceIndex/noYear`` where it has none.
    var year = ReferenceIndex.noYear
    var firmIsUnknown = false
    var hasNewFirm = false

    mutating func clear() {
      if !problems.isEmpty { problems.removeAll(keepingCapacity: true) }
      if !pending.isEmpty { pending.removeAll(keepingCapacity: true) }
      if !additions.isEmpty { additions.removeAll(keepingCapacity: true) }
      if !firmAdditions.isEmpty { firmAdditions.removeAll(keepingCapacity: true) }
      if !emptied.isEmpty { emptied.removeAll(keepingCapacity: true) }
      if !suppressed.isEmpty { suppressed.removeAll(keepingCapacity: true) }
      if !imputed.isEmpty { imputed.removeAll(keepingCapacity: true) }
      if !remarks.isEmpty { remarks.removeAll(keepingCapacity: true) }
      year = ReferenceIndex.noYear
      firmIsUnknown = false
      hasNewFirm = false
    }
  }

  /// What becomes of a text that the mapping has no value for, or that is no name of a row pointed at.
  func unmapped(_ text: String, _ found: inout Findings) -> RowFeed.Cell {
    if input.unknown == .null, case .reference(let index) = input.reading {
      found.emptied.append(.init(label: input.label, name: text, table: index.table))
    } else {
      found.problems.append(
        .init(
          label: input.label, text: text, code: .constraintError,
          reason: "the mapping has no value for it"))
    }
    return .null
  }

  /// The byte of the file that stands at `place` and is no character.
  static func hex(of cell: UnsafeRawBufferPointer, at place: Int) -> String {
    // A transcoder writes what does not decode as its two digits behind a mark.
    if unsafe cell[place] == BadByte.escape, place + 2 < cell.count {
      return unsafe String(decoding: cell[place + 1..<place + 3], as: UTF8.self)
    }
    return unsafe BadByte.hex(cell[place])
  }
}
