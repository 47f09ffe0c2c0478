import CSQLite

/// A result code of SQLite, in its extended form.
public struct ResultCode: RawRepresentable, Hashable, Sendable {
  /// The number that SQLite gives, such as 2067.
  public let rawValue: Int32

  /// Takes the number that SQLite gives.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The code without its extension, such as 19 for every kind of constraint.
  public var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

  /// A failure that has no code of its own.
  public static let error = ResultCode(rawValue: SQLITE_ERROR)
  /// The authorizer refused.
  public static let unauthorized = ResultCode(rawValue: SQLITE_AUTH)
  /// Another connection holds a lock.
  public static let busy = ResultCode(rawValue: SQLITE_BUSY)
  /// The statement was interrupted, by a call or by its time limit.
  public static let interrupted = ResultCode(rawValue: SQLITE_INTERRUPT)
  /// The file cannot be opened.
  public static let cannotOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
  /// What the file holds cannot be.
  public static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
  /// The file is no database.
  public static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
  /// A constraint of any kind failed.
  public static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
  /// A CHECK failed.
  public static let check = ResultCode(rawValue: SQLITE_CONSTRAINT | 1 << 8)
  /// A foreign key has no row to point at, or a row that is pointed at would go.
  public static let foreignKey = ResultCode(rawValue: SQLITE_CONSTRAINT | 3 << 8)
  /// A column that must hold a value has none.
  public static let notNull = ResultCode(rawValue: SQLITE_CONSTRAINT | 5 << 8)
  /// A UNIQUE failed.
  public static let unique = ResultCode(rawValue: SQLITE_CONSTRAINT | 8 << 8)
  /// A PRIMARY KEY failed.
  public static let primaryKey = ResultCode(rawValue: SQLITE_CONSTRAINT | 6 << 8)
  /// A trigger refused with `RAISE`.
  public static let trigger = ResultCode(rawValue: SQLITE_CONSTRAINT | 7 << 8)
  /// A value is not of its column's type in a STRICT table.
  public static let dataType = ResultCode(rawValue: SQLITE_CONSTRAINT | 12 << 8)
  /// The database cannot be written.
  public static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
  /// The disk is full.
  public static let full = ResultCode(rawValue: SQLITE_FULL)
  /// Reading or writing the file failed.
  public static let inputOutput = ResultCode(rawValue: SQLITE_IOERR)
  /// A changeset does not fit the database it is applied to.
  public static let abort = ResultCode(rawValue: SQLITE_ABORT)
  /// The call was made wrongly.
  public static let misuse = ResultCode(rawValue: SQLITE_MISUSE)
}
