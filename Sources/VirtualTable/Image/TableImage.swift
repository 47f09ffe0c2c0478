import CSQLite
public import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Rows of one table in the form of database files, which SQLite copies into a table of the same shape
/// record by record, and its indexes entry by entry in their order.
///
/// Rows go in by some ten thousand at a time, from memory, while the entries of the indexes are
/// gathered. The last rows bring all the entries with them, from a file beside the database, so that
/// an index is written once, from its first page to its last. Only rows that need no further look are
/// taken: every value fits its column as it is. Checks, keys and foreign keys are the giver's
/// business. Rows that are not taken can go into the table meanwhile by INSERT.
public final class TableImage {
  /// How many rows there are.
  public private(set) var count = 0

  private let connection: Connection
  private let shape: TableShape
  private let memory = ImageMemory()
  private let pages: ImagePages
  private let encoder: RecordEncoder
  private let indexes: ImageIndexes
  /// How many of the rows are not in the table yet; never none, where there are rows.
  private var waiting = 0
  private var lastID: Int64 = 0
  /// The texts of columns that have one by default.
  private let standards: [UnsafeMutableRawBufferPointer]

  /// The rows that go in at once.
  static let rowLimit = 32_768
  private static let pageLimit = 96
  private static let name = "image_"

  /// Prepares to take rows whose cells are `columns` of the table, the first of them `id`; nil where
  /// this SQLite does not copy records.
  public init?(
    _ connection: Connection, _ shape: TableShape, columns: [String]
  ) throws(SQLiteError) {
    self.connection = connection
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
    indexes = ImageIndexes(
      shape.indexes.map { index in
        index.columns.map { columns.firstIndex(of: shape.columns[$0].name) ?? -1 }
      })
    pages = ImagePages(memory)
    pages.begin(.table)
    try connection.execute("ATTACH ':memory:' AS \"\(Self.name)\(shape.table)\"")
    try show()
    guard try !operations().contains("MakeRecord") else { return nil }
  }

  deinit { for standard in standards { standard.deallocate() } }

  /// Lets go of the images that were made; outside a transaction.
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

  /// Adds a row, whose id is above those before it.
  ///
  /// - Returns: False where the row cannot be taken: a value is missing, or does not fit its column
  ///   as it is, or the row is very long.
  /// - Throws: ``SQLiteError`` where the rows before it cannot be put into the table.
  public func append(_ row: UnsafePointer<RowFeed.Cell>) throws(SQLiteError) -> Bool {
    let id = Int64(bitPattern: row[0].bits)
    guard row[0].kind == .integer, id > lastID else { return false }
    if waiting >= Self.rowLimit || pages.count > Self.pageLimit { try passOn() }
    let isTaken = encoder.encode(row) { pages.append(id: id, header: $0, values: $1) }
    guard isTaken else { return false }
    indexes.append(row, id: id)
    lastID = id
    count += 1
    waiting += 1
    return true
  }

  /// Puts the rows that are left into the table, and all entries into its indexes; nothing can be
  /// added afterwards.
  ///
  /// - Throws: ``SQLiteError`` where the file or the database cannot be written, or a row is there.
  public func finish() throws(SQLiteError) {
    guard waiting > 0 else { return }
    let root = pages.end()
    let file = try ImageFile(prefix: try prefix())
    for number in 2...pages.count { file.write(memory.page(number), number: number) }
    pages.store = file
    var objects = [ImageHeader.Object("table", shape.table, shape.table, root, shape.sql)]
    for (place, index) in shape.indexes.enumerated() {
      pages.begin(.index)
      indexes.write(place, to: pages)
      objects.append(.init("index", index.name, shape.table, pages.end(), index.sql))
    }
    ImageHeader.write(objects, pageCount: pages.count, to: file)
    try file.check()
    // SQLite has it open from here on, so that it needs no name.
    let schema = "\(Self.name)last_\(shape.table)"
    try connection.run("ATTACH ?1 AS \"\(schema)\"", [.text(file.path)])
    file.removeName()
    try insert(from: schema)
  }

  /// Puts the rows that wait into the table, and keeps the entries of the indexes.
  private func passOn() throws(SQLiteError) {
    try show()
    try insert(from: Self.name + shape.table)
    waiting = 0
    pages.clear()
    pages.begin(.table)
  }

  /// Lets SQLite see the rows that wait, without entries of the indexes.
  private func show() throws(SQLiteError) {
    var objects = [ImageHeader.Object("table", shape.table, shape.table, pages.end(), shape.sql)]
    for index in shape.indexes {
      pages.begin(.index)
      objects.append(.init("index", index.name, shape.table, pages.end(), index.sql))
    }
    ImageHeader.write(objects, pageCount: pages.count, to: memory)
    let size = Int64(pages.count * ImagePages.pageSize)
    // SQLite may read the pages again until it lets go of them, and frees them then.
    let code = sqlite3_deserialize(
      connection.handle, Self.name + shape.table, memory.handOver(), size, size,
      UInt32(SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE))
    guard code == SQLITE_OK else {
      throw SQLiteError(
        code: ResultCode(rawValue: code), message: "rows in memory could not be read")
    }
    if waiting == 0 {
      pages.clear()
      pages.begin(.table)
    }
  }

  private func insert(from schema: String) throws(SQLiteError) {
    let before = sqlite3_total_changes64(connection.handle)
    try connection.execute(statement(from: schema))
    let added = sqlite3_total_changes64(connection.handle) - before
    guard added == Int64(waiting) else {
      throw SQLiteError(
        code: .error, message: "\(added) of \(waiting) rows went into '\(shape.table)'")
    }
  }

  private func statement(from schema: String) -> String {
    "INSERT INTO main.\"\(shape.table)\" SELECT * FROM \"\(schema)\".\"\(shape.table)\""
  }

  /// What the statement does, operation by operation.
  private func operations() throws(SQLiteError) -> [String] {
    try connection.query("EXPLAIN \(statement(from: Self.name + shape.table))") { $0.text(1) }
  }

  /// Where the file is made: beside the database, or where temporary files are.
  private func prefix() throws(SQLiteError) -> String {
    let path = try connection.value(
      "SELECT file FROM pragma_database_list WHERE name = 'main'")
    if case .text(let path)? = path, !path.isEmpty { return "\(path)-import-rows" }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    return "\(folder)/agglom-rows"
  }
}
