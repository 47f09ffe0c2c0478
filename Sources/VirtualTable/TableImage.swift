public import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Rows of one table as a database file of their own, which SQLite copies into a table of the same
/// shape record by record, and its indexes entry by entry in their order.
///
/// It takes only rows that need no further look: every value fits its column as it is. Checks, keys
/// and foreign keys are the giver's business. The file lies beside the database
/// and is gone when the image is.
public final class TableImage {
  /// How many rows there are.
  public private(set) var count = 0

  private let connection: Connection
  private let shape: TableShape
  /// What SQL calls the database of the image.
  private let schema: String
  private static let name = "image_"
  private let file: ImageFile
  private let pages: ImagePages
  private let encoder: RecordEncoder
  /// What the indexes will hold, and which of a row's cells are their columns.
  private let indexes: [(cells: [Int], postings: IndexPostings)]
  private let numbers: UnsafeMutablePointer<Int64>
  private var lastID: Int64 = 0
  /// The texts of columns that have one by default.
  private let standards: [UnsafeMutableRawBufferPointer]

  /// Prepares to take rows whose cells are `columns` of the table, the first of them `id`.
  ///
  /// - Throws: ``SQLiteError`` where no file can be made beside the database.
  public init(_ connection: Connection, _ shape: TableShape, columns: [String]) throws(SQLiteError)
  {
    self.connection = connection
    self.shape = shape
    schema = Self.name + shape.table
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
    indexes = shape.indexes.map { index in
      (
        index.columns.map { columns.firstIndex(of: shape.columns[$0].name) ?? -1 },
        IndexPostings(columns: index.columns.count)
      )
    }
    numbers = .allocate(capacity: max(1, shape.indexes.map(\.columns.count).max() ?? 0))
    file = try ImageFile(prefix: try Self.prefix(connection))
    pages = ImagePages(file)
    pages.begin(.table)
  }

  deinit {
    for standard in standards { standard.deallocate() }
    numbers.deallocate()
  }

  /// Lets go of the images that were put into tables; outside a transaction.
  public static func endAll(_ connection: Connection) throws(SQLiteError) {
    let names = try connection.query(
      "SELECT name FROM pragma_database_list WHERE name GLOB ?1", [.text("\(name)*")]
    ) { $0.text(0) }
    for name in names { try connection.execute("DETACH \"\(name)\"") }
  }

  /// Whether an image of `table` has been made since ``endAll(_:)``.
  public static func isUsed(
    _ connection: Connection, table: String
  ) throws(SQLiteError) -> Bool {
    try connection.value(
      "SELECT 1 FROM pragma_database_list WHERE name = ?1", [.text(name + table)]) != nil
  }

  /// Where the file is made: beside the database, or where temporary files are.
  private static func prefix(_ connection: Connection) throws(SQLiteError) -> String {
    let path = try connection.value(
      "SELECT file FROM pragma_database_list WHERE name = 'main'")
    if case .text(let path)? = path, !path.isEmpty { return "\(path)-rows" }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    return "\(folder)/agglom-rows"
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
    for (cells, postings) in indexes {
      for (place, cell) in cells.enumerated() {
        let isNull = cell < 0 || row[cell].kind == .null
        numbers[place] = isNull ? IndexPostings.null : Int64(bitPattern: row[cell].bits)
      }
      postings.append(numbers, id: id)
    }
    lastID = id
    count += 1
    return true
  }

  /// Puts all rows into the table; nothing can be added afterwards.
  ///
  /// - Throws: ``SQLiteError`` where the file or the database cannot be written, or a row is there.
  public func transfer() throws(SQLiteError) {
    try finish()
    // SQLite has it open from here on, so that it needs no name.
    try connection.run("ATTACH ?1 AS \(schema)", [.text(file.path)])
    file.removeName()
    try connection.execute("PRAGMA \(schema).cache_size = -1000")
    let before = try changes()
    try connection.execute(statement)
    let added = try changes() - before
    guard added == Int64(count) else {
      throw SQLiteError(
        code: .error, message: "\(added) of \(count) rows went into '\(shape.table)'")
    }
  }

  /// What the statement does, operation by operation.
  func operations() throws(SQLiteError) -> [String] {
    try connection.query("EXPLAIN \(statement)") { $0.text(1) }
  }

  private var statement: String {
    "INSERT INTO main.\"\(shape.table)\" SELECT * FROM \(schema).\"\(shape.table)\""
  }

  private func changes() throws(SQLiteError) -> Int64 {
    guard case .integer(let count)? = try connection.value("SELECT total_changes()") else {
      return 0
    }
    return count
  }

  /// Writes the indexes and the header.
  private func finish() throws(SQLiteError) {
    var objects = [ImageHeader.Object("table", shape.table, shape.table, pages.end(), shape.sql)]
    for (index, (cells, postings)) in zip(shape.indexes, indexes) {
      let encoder = IndexEntryEncoder(columns: cells.count)
      pages.begin(.index)
      postings.forEach { numbers, id in
        encoder.encode(numbers, id: id) { pages.append(id: 0, header: $0, values: $1) }
      }
      objects.append(.init("index", index.name, shape.table, pages.end(), index.sql))
    }
    ImageHeader.write(objects, pageCount: pages.count, to: file)
    try file.check()
  }
}
