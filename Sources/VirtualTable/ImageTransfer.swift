import CSQLite
public import SQLite

/// Puts the rows of images into a table, record by record.
///
/// SQLite does so where both tables are of the same shape and no key of the table that gets them is
/// to be looked up: see "xfer optimization" in its source.
public final class ImageTransfer {
  private static let schema = "image"

  private let connection: Connection
  private let shape: TableShape

  /// Prepares to fill the table of that shape while ``attach(to:)`` holds.
  public init(_ connection: Connection, _ shape: TableShape) {
    self.connection = connection
    self.shape = shape
  }

  /// Makes room for images beside the database; outside a transaction.
  public static func attach(to connection: Connection) throws(SQLiteError) {
    try connection.execute("ATTACH ':memory:' AS \(schema)")
  }

  /// Takes the room back; outside a transaction.
  public static func detach(from connection: Connection) throws(SQLiteError) {
    try connection.execute("DETACH \(schema)")
  }

  /// Whether there is room for images.
  public static func isAttached(to connection: Connection) throws(SQLiteError) -> Bool {
    try connection.value("SELECT 1 FROM pragma_database_list WHERE name = ?1", [.text(schema)])
      != nil
  }

  /// What the statement does, operation by operation.
  func operations() throws(SQLiteError) -> [String] {
    try connection.query("EXPLAIN \(statement)") { $0.text(1) }
  }

  private var statement: String {
    "INSERT INTO main.\"\(shape.table)\" SELECT * FROM \(Self.schema).\"\(shape.table)\""
  }

  /// Adds the rows of `image`, which can be cleared afterwards.
  public func insert(_ image: TableImage) throws(SQLiteError) {
    guard image.count > 0 else { return }
    try show(image.finish())
    let before = sqlite3_total_changes64(connection.handle)
    try connection.execute(statement)
    let added = sqlite3_total_changes64(connection.handle) - before
    guard added == Int64(image.count) else {
      throw SQLiteError(
        code: .error, message: "\(added) of \(image.count) rows went into '\(shape.table)'")
    }
  }

  private func show(_ bytes: UnsafeMutableRawBufferPointer) throws(SQLiteError) {
    let code = sqlite3_deserialize(
      connection.handle, Self.schema, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      Int64(bytes.count), Int64(bytes.count), UInt32(SQLITE_DESERIALIZE_READONLY))
    guard code == SQLITE_OK else {
      throw SQLiteError(
        code: ResultCode(rawValue: code), message: "rows in memory could not be read")
    }
  }
}
