import CSQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What went wrong in SQLite: the extended code, SQLite's message, the file and the statement.
///
/// The values bound to the statement are never part of it.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The extended result code.
  public let code: ResultCode
  /// SQLite's own words.
  public let message: String
  /// The statement that failed; nil where there is none.
  public let sql: String?
  /// The database file; nil where it is not known, or the database is in memory.
  public let path: String?
  /// The system's `errno` of a file that cannot be opened, read or written; 0 where there is none.
  public let systemCode: Int32
  /// How many bytes of the statement lie before what SQLite does not understand; nil where it does not
  /// say.
  public let offset: Int?

  /// Makes an error of its parts.
  public init(
    code: ResultCode, message: String, sql: String? = nil, path: String? = nil,
    systemCode: Int32 = 0, offset: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.sql = sql
    self.path = path
    self.systemCode = systemCode
    self.offset = offset
  }

  /// Reads the last error of the connection `handle`.
  ///
  /// - Parameters:
  ///   - handle: The connection; nil where none could be made.
  ///   - sql: The statement that failed.
  ///   - path: The file, where the connection does not know it yet.
  package init(_ handle: OpaquePointer?, sql: String? = nil, path: String? = nil) {
    let code = ResultCode(rawValue: sqlite3_extended_errcode(handle))
    let isOfFile = [.inputOutput, .cannotOpen, .full].contains(code.primary)
    let offset = Int(sqlite3_error_offset(handle))
    let known = handle.flatMap { sqlite3_db_filename($0, "main") }.map { String(cString: $0) }
    self.init(
      code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql,
      path: path ?? known.flatMap { $0.isEmpty ? nil : $0 },
      systemCode: isOfFile ? sqlite3_system_errno(handle) : 0,
      offset: offset >= 0 ? offset : nil)
  }

  /// The error with `path` as the file, which a person knows by that name.
  public func naming(_ path: String) -> SQLiteError {
    SQLiteError(
      code: code, message: message, sql: sql, path: path, systemCode: systemCode, offset: offset)
  }

  /// Whether a row of that key is there already.
  public var isDuplicate: Bool { code == .unique || code == .primaryKey }

  /// Whether the system says that the disk is full, or that a quota or limit of size is reached.
  public var hasNoRoom: Bool { [ENOSPC, EDQUOT, EFBIG].contains(systemCode) }

  /// Whether the system says that the path leads to a folder.
  public var isFolder: Bool { systemCode == EISDIR }

  /// The system's words for ``systemCode``; nil where there is none.
  public var systemReason: String? {
    systemCode == 0 ? nil : strerror(systemCode).map { String(cString: $0) }
  }

  /// Message and code; never the statement, which can be long.
  public var description: String { "\(message) (SQLite code \(code.rawValue))" }
}
