import ClusterStore
import VirtualTable

/// The rows of one block, read and checked, ready to go into their tables, and the block whose bytes
/// they point into.
@safe final class ParsedRows {
  /// The bytes that the cells point into.
  let block: RecordBlock
  /// Where texts stay that do not stand in the file as they are.
  let arena = ByteArena(capacity: 1 << 16)
  /// The rows.
  var output = Output()

  init(block: RecordBlock) { self.block = block }

  /// Forgets the rows and keeps the memory.
  func clear() {
    arena.clear()
    output.clear()
  }

  /// What the records of a block have come to.
  struct Output {
    /// The rows of the plan's table.
    var main = CellTable()
    /// The firms that came up in these rows.
    var firms = CellTable()
    /// Codes that are to be added to the tables they point at.
    var additions: [(index: ReferenceIndex, id: Int64, code: [UInt8], line: Int)] = []
    /// References that are left empty, each with the number of its record.
    var emptied: [(record: Int, line: Int, ColumnReader.Emptied)] = []
    /// Rows of the same table that cells name and that have not come yet.
    var pending: [(id: Int64, Pending)] = []
    /// What is wrong with records that do not fit.
    var rejects: [ImportJournal.Reject] = []
    /// What is told of rows that fit all the same.
    var remarks = Remarks()
    /// Records of data.
    var read = 0
    /// Records left out by the mapping.
    var skipped = 0
    /// Records that do not fit.
    var rejected = 0
    /// Figures that are withheld.
    var suppressed = 0
    /// Bytes of all records.
    var bytes = 0
    /// Records that are notes below the table.
    var footnotes = 0

    mutating func clear() {
      main.clear()
      firms.clear()
      additions.removeAll(keepingCapacity: true)
      emptied.removeAll(keepingCapacity: true)
      pending.removeAll(keepingCapacity: true)
      rejects.removeAll(keepingCapacity: true)
      remarks = Remarks()
      (read, skipped, rejected, suppressed) = (0, 0, 0, 0)
      (footnotes, bytes) = (0, 0)
    }
  }

  /// A row of its own table that a cell names and that is not there yet.
  struct Pending {
    var column: String
    var label: String
    var name: [UInt8]
    var index: ReferenceIndex
    /// Whether the row stays where nothing of that name comes.
    var canBeEmpty = false
  }

  /// Rows of one table, with the record that each came from.
  struct CellTable {
    private(set) var cells: [RowFeed.Cell] = []
    /// The id of each row; empty for a table without ids.
    private(set) var ids: [Int64] = []
    /// The number of each row's record in the block.
    private(set) var records: [Int] = []

    /// Sets the last cell of the row `id`; false where it is none of these, whose ids have no gaps.
    mutating func setLastCell(ofRow id: Int64, to cell: RowFeed.Cell) -> Bool {
      guard let first = ids.first, id >= first, id < first + Int64(count) else { return false }
      cells[cells.count / count * Int(id - first + 1) - 1] = cell
      return true
    }

    /// The cells of a row.
    func cells(of row: Int) -> ArraySlice<RowFeed.Cell> {
      let width = cells.count / max(1, count)
      return cells[row * width..<(row + 1) * width]
    }

    /// How many rows there are.
    var count: Int { records.count }

    mutating func clear() {
      cells.removeAll(keepingCapacity: true)
      ids.removeAll(keepingCapacity: true)
      records.removeAll(keepingCapacity: true)
    }

    /// Adds a row.
    mutating func append(_ row: [RowFeed.Cell], id: Int64?, record: Int) {
      cells.append(contentsOf: row)
      if let id { ids.append(id) }
      records.append(record)
    }
  }
}
