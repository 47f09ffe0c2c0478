import CSQLite

/// What went wrong in SQLite: the extended code, SQLite's message, and the statement.
///
/// The values bound to the statement are never part of it.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The extended result code.
  public let code: ResultCode
  /// SQLite's own words.
  public let message: String
  /// The statement that failed; nil where there is none.
  public let sql: String?

  /// Makes an error of its parts.
  public init(code: ResultCode, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// Reads the last error of the connection `handle`.
  package init(_ handle: OpaquePointer?, sql: String? = nil) {
    self.init(
      code: ResultCode(rawValue: sqlite3_extended_errcode(handle)),
      message: String(cString: sqlite3_errmsg(handle)), sql: sql)
  }

  /// Whether a row of that key is there already.
  public var isDuplicate: Bool { code == .unique || code == .primaryKey }

  /// Message and code, then the statement.
  public var description: String {
    "\(message) (SQLite code \(code.rawValue))" + (sql.map { " in: \($0)" } ?? "")
  }
}
