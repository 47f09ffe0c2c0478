/// Rows of one table as a database in memory, which SQLite copies into a table of the same shape
/// record by record, and its indexes entry by entry in their order.
///
/// It takes only rows that need no further look: every value fits its column as it is. Checks, keys
/// and foreign keys are the giver's business.
public final class TableImage {
  /// How many rows an image takes.
  public static let rowLimit = 49_152

  /// How many rows there are.
  public private(set) var count = 0
  /// Whether it is time to hand the image over.
  public var isFull: Bool { count >= Self.rowLimit || pages.count > 128 }

  private let shape: TableShape
  private let pages = ImagePages()
  private let encoder: RecordEncoder
  private let entryEncoder: IndexEntryEncoder
  /// The columns that indexes are over: which of a row's cells, and what they hold.
  private let keys: [(column: Int, cell: Int, numbers: IndexColumn)]
  private let ids = IndexColumn()
  private var lastID: Int64 = 0
  /// The texts of columns that have one by default.
  private let standards: [UnsafeMutableRawBufferPointer]

  /// Prepares to take rows whose cells are `columns` of the table, the first of them `id`.
  public init(_ shape: TableShape, columns: [String]) {
    self.shape = shape
    var standards: [UnsafeMutableRawBufferPointer] = []
    encoder = RecordEncoder(
      columns: shape.columns.map { column in
        let cell = column.name == "id" ? nil : columns.firstIndex(of: column.name)
        var encoded = RecordEncoder.Column(
          kind: column.kind, isRequired: column.isRequired, cell: cell ?? -1)
        if let standard = column.standard {
          let kept = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, standard.count), alignment: 1)
          kept.copyBytes(from: standard)
          standards.append(kept)
          encoded.standard = .text(UnsafeRawBufferPointer(rebasing: kept[..<standard.count]))
        }
        return encoded
      })
    self.standards = standards
    entryEncoder = IndexEntryEncoder(columns: shape.indexes.map(\.columns.count).max() ?? 0)
    keys = Set(shape.indexes.flatMap(\.columns)).map { column in
      (column, columns.firstIndex(of: shape.columns[column].name) ?? -1, IndexColumn())
    }
    clear()
  }

  deinit { for standard in standards { standard.deallocate() } }

  /// Forgets all rows and keeps the memory.
  public func clear() {
    (count, lastID) = (0, 0)
    ids.clear()
    for key in keys { key.numbers.clear() }
    pages.clear()
    pages.begin(.table)
  }

  /// Adds a row, whose id is above those before it.
  ///
  /// - Returns: False where the row cannot be taken: a value is missing, or does not fit its column
  ///   as it is, or the row is very long.
  public func append(_ row: UnsafePointer<RowFeed.Cell>) -> Bool {
    let id = Int64(bitPattern: row[0].bits)
    guard row[0].kind == .integer, id > lastID else { return false }
    let isTaken = encoder.encode(row) { pages.append(id: id, header: $0, values: $1) }
    guard isTaken else { return false }
    for (_, cell, numbers) in keys {
      let isNull = cell < 0 || row[cell].kind == .null
      numbers.append(isNull ? IndexColumn.null : Int64(bitPattern: row[cell].bits))
    }
    ids.append(id)
    lastID = id
    count += 1
    return true
  }

  /// Writes the indexes and the header; the image is whole until it is cleared.
  ///
  /// - Returns: The bytes of the database.
  func finish() -> UnsafeMutableRawBufferPointer {
    var objects = [ImageHeader.Object("table", shape.table, shape.table, pages.end(), shape.sql)]
    var order: [UInt32] = []
    var spare = [UInt32](repeating: 0, count: count)
    for index in shape.indexes {
      let columns = index.columns.map { column in
        keys[keys.firstIndex { $0.column == column }.unsafelyUnwrapped].numbers
      }
      order = (0..<UInt32(count)).map { $0 }
      for column in columns.reversed() { column.sort(&order, &spare) }
      pages.begin(.index)
      let parts = (columns + [ids]).map { UnsafePointer($0.numbers) }
      parts.withUnsafeBufferPointer { parts in
        for row in order {
          entryEncoder.encode(parts, row: Int(row)) {
            pages.append(id: 0, header: $0, values: $1)
          }
        }
      }
      objects.append(.init("index", index.name, shape.table, pages.end(), index.sql))
    }
    ImageHeader.write(objects, to: pages)
    return UnsafeMutableRawBufferPointer(
      start: pages.bytes, count: pages.count * ImagePages.pageSize)
  }
}
