import ClusterStore
import VirtualTable

/// Rows that are read and checked, ready to go into their tables.
///
/// They are those of one block, whose bytes their cells point into; where all cells are in images,
/// they can be those of several blocks, of which the last is kept.
@safe final class ParsedRows {
  /// The bytes that the cells point into.
  let block: RecordBlock
  /// Where texts stay that do not stand in the file as they are.
  let arena = ByteArena(capacity: 1 << 16)
  /// The rows.
  var output = Output()

  init(block: RecordBlock) { self.block = block }

  /// Rows of this block and of those before it that go into the plan's table together; nil where
  /// more rows are to come first.
  var image: TableImage?
  /// The same of firms.
  var firmImage: TableImage?

  /// Forgets the rows and keeps the memory.
  func clear() {
    (image, firmImage) = (nil, nil)
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
    /// Rows that repeat others of this file.
    var late: [LateRow] = []
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
      late.removeAll()
      rejects.removeAll(keepingCapacity: true)
      remarks = Remarks()
      (read, skipped, rejected, suppressed) = (0, 0, 0, 0)
      (footnotes, bytes) = (0, 0)
    }
  }

  /// Where a row comes from.
  struct Origin {
    /// The number of its record in the block.
    let number: Int
    /// The number of its record in the file.
    let ordinal: Int
    /// The line that the record begins in.
    let line: Int
  }

  /// Whether more blocks can be read into these rows: nothing points into the block, and no image
  /// waits to be put into its table.
  var canContinue: Bool {
    image == nil && firmImage == nil && output.main.cells.isEmpty && output.firms.cells.isEmpty
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
    /// The cells of the rows that are not in an image.
    private(set) var cells: [RowFeed.Cell] = []
    /// Which of the rows those are, and the number of each one's record in the block.
    private(set) var places: [(row: Int, record: Int)] = []
    /// The id of each row; empty for a table without ids.
    private(set) var ids: [Int64] = []
    /// The number of each row's record in the file.
    private(set) var records: [Int] = []
    /// The line that each row's record begins in.
    private(set) var lines: [Int] = []
    /// What each row's values come to, for the record that undoing needs.
    private(set) var digests: [UInt32] = []

    /// Where a row stands among those that are not in an image; nil where it is in one.
    func place(of row: Int) -> Int? {
      // Mostly there are no images.
      if places.indices.contains(row), places[row].row == row { return row }
      return places.firstIndex { $0.row == row }
    }

    /// The cells of the row at that place among those that are not in an image.
    func cells(at place: Int) -> ArraySlice<RowFeed.Cell> {
      let width = cells.count / places.count
      return cells[place * width..<(place + 1) * width]
    }

    /// How many rows there are.
    var count: Int { records.count }

    mutating func clear() {
      cells.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      ids.removeAll(keepingCapacity: true)
      records.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
      digests.removeAll(keepingCapacity: true)
    }

    /// Adds a row.
    mutating func append(_ row: [RowFeed.Cell], id: Int64?, of record: Origin, digest: UInt32?) {
      cells.append(contentsOf: row)
      places.append((count, record.number))
      note(id: id, of: record, digest: digest)
    }

    /// Takes note of a row whose cells are in an image.
    mutating func note(id: Int64?, of record: Origin, digest: UInt32?) {
      if let digest { digests.append(digest) }
      if let id { ids.append(id) }
      records.append(record.ordinal)
      lines.append(record.line)
    }
  }
}
