import ClusterStore
import VirtualTable

/// Puts the rows of blocks into one table, as an image where they can be and by INSERT otherwise, and
/// keeps what undoing them takes.
final class TableLoader {
  /// The rows that went in, and their lines.
  private(set) var ranges = RowRangeRecorder()
  /// What they come to; nil where that is to be read.
  private(set) var digests: RowDigests? = RowDigests()
  private let inserter: BulkInserter
  private let image: TableImage?
  private let digest: RowDigest?
  private let width: Int

  /// Loads rows whose cells are `columns` of `table`.
  init(_ store: Store, table: String, columns: [String], image: TableImage?) throws {
    self.image = image
    inserter = try BulkInserter(store, table: table, columns: columns)
    width = columns.count
    // The id is no value.
    digest =
      columns.first == "id"
      ? try RowDigest(store, table: table, columns: Array(columns.dropFirst())) : nil
  }

  /// Adds rows, but for those at `excluded` and those that `isLate` keeps to be put in at the end.
  ///
  /// - Returns: Those that did not go in.
  func insert(
    _ table: ParsedRows.CellTable, except excluded: Set<Int> = [], lines: (Int) -> Int,
    isLate: (UnsafePointer<RowFeed.Cell>) -> Bool
  ) throws -> (refusals: [BulkInserter.Refusal], late: [Int]) {
    guard table.count > 0 else { return ([], []) }
    var (refusals, late): ([BulkInserter.Refusal], [Int]) = ([], [])
    try unsafe table.cells.withUnsafeBufferPointer { cells in
      guard let start = cells.baseAddress else { return }
      if let image {
        for row in 0..<table.count where !excluded.contains(row) {
          let cells = unsafe start + row * width
          if unsafe isLate(cells) {
            late.append(row)
          } else if try unsafe !image.append(cells) {
            refusals += try unsafe inserter.insert(cells, count: 1).map {
              .init(row: row, error: $0.error)
            }
          }
        }
      } else {
        var first = 0
        for end in excluded.sorted() + [table.count] {
          refusals += try unsafe inserter.insert(start + first * width, count: end - first).map {
            .init(row: first + $0.row, error: $0.error)
          }
          first = end + 1
        }
      }
      guard let digest else { return }
      let out = excluded.union(refusals.map(\.row) + late)
      for row in 0..<table.count where out.isEmpty || !out.contains(row) {
        let id = table.ids[row]
        ranges.note(id: id, line: lines(table.records[row]))
        unsafe digests?.note(id: id, digest: digest.digest(of: start + row * width, count: width))
      }
    }
    return (refusals, late)
  }

  /// Adds one row behind all others; the error where it does not go in.
  func insert(_ row: [RowFeed.Cell], line: Int) throws -> BulkInserter.Refusal? {
    let refusal = try unsafe row.withUnsafeBufferPointer { cells in
      guard let start = cells.baseAddress else { return [BulkInserter.Refusal]() }
      return try unsafe inserter.insert(start, count: 1)
    }.first
    if refusal == nil {
      ranges.note(id: Int64(bitPattern: row[0].bits), line: line)
      digests = nil
    }
    return refusal
  }

  /// Puts what is left of the image into the table.
  func finishImage() throws { try image?.finish() }

  /// Takes out a row that did not stay.
  func forget(id: Int64) {
    ranges.forget(id: id)
    digests = nil
  }

  /// Reads the rows `ids` of `table`, which have changed since, once more.
  func readAgain(_ ids: [Int64], of table: String, _ store: Store) throws {
    try digests?.readAgain(ids, of: table, store)
  }
}

extension RowDigest {
  /// The digest of a row whose cells behind the id are those of the columns.
  @unsafe fileprivate func digest(of row: UnsafePointer<RowFeed.Cell>, count: Int) -> UInt32 {
    var sum = start
    for parameter in 1..<count {
      let cell = unsafe row[parameter]
      switch cell.kind {
      case .null: break
      case .integer: sum &+= integer(Int64(bitPattern: cell.bits), at: parameter)
      case .real: sum &+= real(Double(bitPattern: cell.bits), at: parameter)
      case .text: unsafe sum &+= text(cell.bytes, at: parameter)
      }
    }
    return Self.folded(sum)
  }
}
