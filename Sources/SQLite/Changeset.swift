import CSQLite

/// Records what happens to some tables, so that it can be undone.
///
/// Only tables with a primary key can be recorded. Full-text tables keep themselves in step by other
/// means and are never named here.
public struct Session: ~Copyable {
  private let handle: OpaquePointer
  private let connection: Connection

  /// Starts recording `tables` of `connection`.
  public init(_ connection: Connection, tables: [String]) throws(SQLiteError) {
    var made: OpaquePointer?
    guard sqlite3session_create(connection.handle, "main", &made) == SQLITE_OK, let made else {
      throw SQLiteError(connection.handle)
    }
    for table in tables {
      let code = sqlite3session_attach(made, table)
      guard code == SQLITE_OK else {
        sqlite3session_delete(made)
        throw SQLiteError(
          code: ResultCode(rawValue: code), message: "table '\(table)' cannot be recorded")
      }
    }
    handle = made
    self.connection = connection
  }

  deinit { sqlite3session_delete(handle) }

  /// Goes on recording, or holds still; what was recorded stays.
  public func setRecording(_ isRecording: Bool) {
    _ = sqlite3session_enable(handle, isRecording ? 1 : 0)
  }

  /// What has changed since the recording began.
  public func changeset() throws(SQLiteError) -> Changeset {
    var size: Int32 = 0
    var bytes: UnsafeMutableRawPointer?
    let code = sqlite3session_changeset(handle, &size, &bytes)
    defer { sqlite3_free(bytes) }
    try require(code, "the changes could not be gathered")
    return Changeset(bytes: Array(UnsafeRawBufferPointer(start: bytes, count: Int(size))))
  }
}

/// A set of inserted, updated and deleted rows that can be applied and turned round.
public struct Changeset: Hashable, Sendable {
  /// The changes in the session extension's own format.
  public let bytes: [UInt8]

  /// Takes what a ``Session`` recorded.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// The changes that take these back.
  ///
  /// - Throws: ``SQLiteError`` with code ``ResultCode/corrupt`` for bytes that are no changeset.
  public func inverted() throws(SQLiteError) -> Changeset {
    try requireFormat()
    var size: Int32 = 0
    var inverse: UnsafeMutableRawPointer?
    let code = bytes.withUnsafeBytes {
      sqlite3changeset_invert(Int32($0.count), $0.baseAddress, &size, &inverse)
    }
    defer { sqlite3_free(inverse) }
    try require(code, "the changes could not be inverted")
    return Changeset(bytes: Array(UnsafeRawBufferPointer(start: inverse, count: Int(size))))
  }
}

extension Changeset {
  /// A row that was inserted, updated or deleted.
  public struct Change: Hashable, Sendable {
    /// The table.
    public let table: String
    /// The values of its primary key, in the order of the table's columns.
    public let key: [Value]
    /// Whether the row went.
    public let isDeletion: Bool
    /// The values before, by column; nil where they are as after, and for a row that was inserted.
    public let old: [Value?]
    /// The values after, by column; nil where they are as before, and for a row that went.
    public let new: [Value?]
  }

  /// Gives `body` each change, table by table.
  ///
  /// - Throws: ``SQLiteError`` with code ``ResultCode/corrupt`` for bytes that are no changeset, or what
  ///   `body` throws.
  public func forEach(_ body: (Change) throws -> Void) throws {
    try requireFormat()
    var bytes = bytes
    try bytes.withUnsafeMutableBytes { bytes in
      var iterator: OpaquePointer?
      var code = sqlite3changeset_start(&iterator, Int32(bytes.count), bytes.baseAddress)
      defer { sqlite3changeset_finalize(iterator) }
      while code == SQLITE_OK || code == SQLITE_ROW {
        if code == SQLITE_ROW, let change = Self.change(iterator) { try body(change) }
        code = sqlite3changeset_next(iterator)
      }
      guard code == SQLITE_DONE else {
        throw SQLiteError(code: ResultCode(rawValue: code), message: "changes cannot be read")
      }
    }
  }

  /// Requires bytes that SQLite can read to their end.
  fileprivate func requireFormat() throws(SQLiteError) {
    guard ChangesetFormat.isKept(by: bytes) else {
      throw SQLiteError(code: .corrupt, message: "the record of changes is damaged")
    }
  }

  private static func change(_ iterator: OpaquePointer?) -> Change? {
    var table: UnsafePointer<CChar>?
    var (columns, operation, value): (Int32, Int32, OpaquePointer?) = (0, 0, nil)
    var marks: UnsafeMutablePointer<UInt8>?
    sqlite3changeset_op(iterator, &table, &columns, &operation, nil)
    sqlite3changeset_pk(iterator, &marks, nil)
    guard let table, let marks else { return nil }
    typealias Read = (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Int32
    func values(_ read: Read) -> [Value?] {
      (0..<columns).map { read(iterator, $0, &value) == SQLITE_OK ? value.map(Value.init) : nil }
    }
    let (old, new) = (values(sqlite3changeset_old), values(sqlite3changeset_new))
    let key = old.indices.filter { marks[$0] != 0 }.map { old[$0] ?? new[$0] ?? .null }
    return Change(
      table: String(cString: table), key: key, isDeletion: operation == SQLITE_DELETE, old: old,
      new: new)
  }
}

extension Connection {
  /// Applies `changeset` in a savepoint of its own; a row that no longer is as recorded stops it.
  ///
  /// - Throws: ``SQLiteError`` with code ``ResultCode/abort`` where a row was changed since, and
  ///   ``ResultCode/constraint`` where another row refers to one that would go; the database is
  ///   then as before.
  public func apply(_ changeset: Changeset) throws(SQLiteError) {
    try changeset.requireFormat()
    var bytes = changeset.bytes
    let code = bytes.withUnsafeMutableBytes {
      sqlite3changeset_apply(
        handle, Int32($0.count), $0.baseAddress, nil,
        { _, _, _ in SQLITE_CHANGESET_ABORT }, nil)
    }
    try require(code, "the database no longer holds what the changes were recorded on")
  }
}

private func require(_ code: Int32, _ message: String) throws(SQLiteError) {
  guard code == SQLITE_OK else {
    throw SQLiteError(code: ResultCode(rawValue: code), message: message)
  }
}
