import CSQLite

/// A prepared statement: bound, stepped, reset, and finalized when it goes out of scope.
public struct Statement: ~Copyable {
  let handle: OpaquePointer

  /// Takes over the statement that SQLite prepared.
  init(handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(handle) }

  /// The statement's text.
  public var sql: String { String(cString: sqlite3_sql(handle)) }

  /// How many parameters there are.
  public var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

  /// The name of parameter `index` (from 1) with its prefix, such as `:year`; nil for a bare `?`.
  public func parameterName(_ index: Int) -> String? {
    sqlite3_bind_parameter_name(handle, Int32(index)).map { String(cString: $0) }
  }

  /// How many columns a row has; 0 where the statement returns none.
  public var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// The name of column `index`, from 0.
  public func columnName(_ index: Int) -> String {
    sqlite3_column_name(handle, Int32(index)).map { String(cString: $0) } ?? ""
  }

  /// The type that the schema declares for column `index`; nil for an expression.
  public func declaredType(_ index: Int) -> String? {
    sqlite3_column_decltype(handle, Int32(index)).map { String(cString: $0) }
  }

  /// Whether the statement leaves the database as it is.
  public var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Binds `value` to parameter `index`, from 1.
  public func bind(_ value: Value, at index: Int) throws(SQLiteError) {
    switch value {
    case .null: try bindNull(at: index)
    case .integer(let number): try bind(number, at: index)
    case .real(let number): try bind(number, at: index)
    case .text(let text):
      var text = text
      let code = text.withUTF8 { bytes in
        sqlite3_bind_text64(
          handle, Int32(index),
          UnsafeRawPointer(bytes.baseAddress ?? emptyText)
            .assumingMemoryBound(to: CChar.self), UInt64(bytes.count), agglom_transient(),
          UInt8(SQLITE_UTF8))
      }
      try check(code)
    case .blob(let bytes):
      let code = bytes.withUnsafeBytes { bytes in
        bytes.isEmpty
          ? sqlite3_bind_zeroblob(handle, Int32(index), 0)
          : sqlite3_bind_blob64(
            handle, Int32(index), bytes.baseAddress, UInt64(bytes.count), agglom_transient())
      }
      try check(code)
    }
  }

  /// Binds NULL to parameter `index`, from 1.
  public func bindNull(at index: Int) throws(SQLiteError) {
    try check(sqlite3_bind_null(handle, Int32(index)))
  }

  /// Binds a whole number to parameter `index`, from 1.
  public func bind(_ number: Int64, at index: Int) throws(SQLiteError) {
    try check(sqlite3_bind_int64(handle, Int32(index), number))
  }

  /// Binds a number to parameter `index`, from 1.
  public func bind(_ number: Double, at index: Int) throws(SQLiteError) {
    try check(sqlite3_bind_double(handle, Int32(index), number))
  }

  /// Binds UTF-8 text to parameter `index`, from 1, without copying it.
  ///
  /// The bytes must stay where they are until the statement is reset or bound anew.
  @unsafe public func bind(
    textInPlace bytes: UnsafeRawBufferPointer, at index: Int
  ) throws(SQLiteError) {
    let start = (bytes.baseAddress ?? UnsafeRawPointer(emptyText))
      .assumingMemoryBound(to: CChar.self)
    try check(
      sqlite3_bind_text64(
        handle, Int32(index), start, UInt64(bytes.count), agglom_static(), UInt8(SQLITE_UTF8)))
  }

  /// Binds `values` to the parameters from 1 on.
  public func bind(_ values: [Value]) throws(SQLiteError) {
    var index = 1
    for value in values {
      try bind(value, at: index)
      index += 1
    }
  }

  /// Binds each value to the parameter of its name, given without prefix.
  ///
  /// - Throws: A misuse error for a name that the statement has not.
  public func bind(named values: [String: Value]) throws(SQLiteError) {
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      var isThere = false
      for prefix in [":", "@", "$"] {
        let index = sqlite3_bind_parameter_index(handle, prefix + name)
        guard index > 0 else { continue }
        try bind(value, at: Int(index))
        isThere = true
      }
      guard isThere else {
        throw SQLiteError(
          code: .misuse, message: "the statement has no parameter named '\(name)'", sql: sql)
      }
    }
  }

  /// Goes to the next row; false after the last.
  public func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLiteError(sqlite3_db_handle(handle), sql: sql)
    }
  }

  /// The row that the last `step()` reached; to be read before the next step.
  public var row: Row { Row(handle: handle) }

  /// Makes the statement ready to run again; what is bound stays bound.
  public func reset() { sqlite3_reset(handle) }

  /// Sets every parameter to NULL.
  public func clearBindings() { sqlite3_clear_bindings(handle) }

  private func check(_ code: Int32) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw SQLiteError(sqlite3_db_handle(handle), sql: sql) }
  }
}

/// Somewhere to point at for text of no bytes, since a null pointer would bind NULL.
nonisolated(unsafe) private let emptyText = UnsafePointer(
  UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
