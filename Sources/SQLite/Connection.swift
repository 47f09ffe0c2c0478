import CSQLite

/// A connection to one database file.
///
/// It belongs to one task at a time and is not `Sendable`; ``interrupter`` is what another thread
/// may hold.
public final class Connection {
  /// How a file is opened.
  public enum Mode: Sendable {
    /// The file must be there and is not written.
    case readOnly
    /// The file must be there.
    case readWrite
    /// The file is made where it is not there.
    case create
  }

  package let handle: OpaquePointer
  private var statements: [String: CachedStatement] = [:]
  var callbacks = Callbacks()

  /// Opens the file at `path` (`:memory:` for a database in memory), with foreign keys on.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - mode: Whether it may be written or made.
  ///   - busyTimeout: How long a statement waits for another connection's lock, in milliseconds; nil
  ///     for as long as ``goesOnWaiting`` says. Either wait ends with ``mustStop``.
  /// - Throws: ``SQLiteError`` where the file is missing, cannot be opened or is no database.
  public init(path: String, mode: Mode, busyTimeout: Int? = nil) throws(SQLiteError) {
    let flags =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let error = SQLiteError(opened, path: path)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    callbacks.busyTimeout = busyTimeout.map { .milliseconds($0) }
    setCallbacks()
    // "text" in double quotes is an identifier, never silently a string.
    _ = agglom_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    _ = agglom_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
    _ = agglom_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1)
    // The journal's deletion is on the disk when a commit returns: a power cut cannot bring it back.
    if mode != .readOnly { try execute("PRAGMA synchronous = EXTRA") }
    // The header is read here, so that a file that is no database fails at once.
    try execute("PRAGMA schema_version")
  }

  deinit {
    statements = [:]
    // A statement that lives on asks nobody.
    sqlite3_progress_handler(handle, 0, nil, nil)
    sqlite3_busy_handler(handle, nil, nil)
    sqlite3_close_v2(handle)
  }

  /// Prepares one statement for use by the caller alone.
  ///
  /// - Throws: ``SQLiteError`` for a statement that does not parse, and where more follows it.
  public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    Statement(handle: try prepareHandle(sql, flags: 0))
  }

  /// Runs `body` with the statement of that text, which is prepared once and kept.
  ///
  /// It is reset and its parameters are set to NULL before and after.
  public func withStatement<Result>(
    _ sql: String, _ body: (borrowing Statement) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    let cached = try cachedStatement(sql)
    cached.isBusy = true
    defer {
      cached.statement.reset()
      cached.statement.clearBindings()
      cached.isBusy = false
    }
    return try body(cached.statement)
  }

  /// Runs one statement and returns how many rows it changed.
  @discardableResult
  public func run(_ sql: String, _ values: [Value] = []) throws(SQLiteError) -> Int {
    try withStatement(sql) { statement throws(SQLiteError) in
      try statement.bind(values)
      while try statement.step() {}
      return statement.isReadOnly ? 0 : Int(sqlite3_changes64(handle))
    }
  }

  /// Runs one statement and makes an element of each row.
  public func query<Element>(
    _ sql: String, _ values: [Value] = [],
    _ element: (borrowing Row) throws(SQLiteError) -> Element
  ) throws(SQLiteError) -> [Element] {
    try withStatement(sql) { statement throws(SQLiteError) in
      try statement.bind(values)
      var elements: [Element] = []
      while try statement.step() { elements.append(try element(statement.row)) }
      return elements
    }
  }

  /// The first column of the first row; nil where there is no row.
  public func value(_ sql: String, _ values: [Value] = []) throws(SQLiteError) -> Value? {
    try withStatement(sql) { statement throws(SQLiteError) in
      try statement.bind(values)
      return try statement.step() ? statement.row.value(0) : nil
    }
  }

  /// Runs every statement of `script`, one after the other.
  public func execute(_ script: String) throws(SQLiteError) {
    guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else {
      throw SQLiteError(handle, sql: script)
    }
  }

  /// Spares SQLite a lock at every allocation; of effect only before the first connection.
  public static func countNoMemory() { _ = agglom_count_no_memory() }

  /// The rowid of the row inserted last.
  public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  func prepareHandle(_ sql: String, flags: Int32) throws(SQLiteError) -> OpaquePointer {
    var text = sql
    var prepared: OpaquePointer?
    var isAlone = true
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters -> Int32 in
        guard let start = characters.baseAddress else { return SQLITE_OK }
        var rest: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          handle, start, Int32(characters.count), UInt32(flags), &prepared, &rest)
        let used = rest.map { $0 - start } ?? characters.count
        isAlone = isOnlySpaceAndComments(bytes[used...])
        return code
      }
    }
    guard code == SQLITE_OK else { throw SQLiteError(handle, sql: sql) }
    guard let prepared else {
      throw SQLiteError(code: .misuse, message: "there is no statement in the text", sql: sql)
    }
    guard isAlone else {
      sqlite3_finalize(prepared)
      throw SQLiteError(code: .misuse, message: "only one statement is taken at a time", sql: sql)
    }
    return prepared
  }

  private func cachedStatement(_ sql: String) throws(SQLiteError) -> CachedStatement {
    if let cached = statements[sql], !cached.isBusy { return cached }
    let fresh = CachedStatement(
      Statement(handle: try prepareHandle(sql, flags: SQLITE_PREPARE_PERSISTENT)))
    // A statement that is at work in an outer call keeps its place.
    if statements[sql] == nil { statements[sql] = fresh }
    return fresh
  }
}

/// A kept statement, and whether a call is using it.
private final class CachedStatement {
  let statement: Statement
  var isBusy = false

  init(_ statement: consuming Statement) { self.statement = statement }
}

/// Whether nothing but white space, semicolons and comments is left.
private func isOnlySpaceAndComments(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  var rest = bytes
  while let byte = rest.first {
    if byte == UInt8(ascii: ";") || byte == 32 || (9...13).contains(byte) {
      rest = rest.dropFirst()
    } else if rest.starts(with: "--".utf8) {
      rest = rest.drop { $0 != 10 }
    } else if rest.starts(with: "/*".utf8) {
      rest = rest.dropFirst(2)
      while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
      rest = rest.dropFirst(2)
    } else {
      return false
    }
  }
  return true
}
