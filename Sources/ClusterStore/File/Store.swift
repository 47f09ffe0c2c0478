import Output
public import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An open database file of the schema that this program needs.
public final class Store {
  /// The connection, which has foreign keys on.
  public let connection: Connection
  /// The file; `:memory:` for a database in memory.
  public let path: String

  private init(connection: Connection, path: String) {
    self.connection = connection
    self.path = path
  }

  /// Makes a database with the current schema and no rows.
  ///
  /// - Throws: As ``create(path:filledBy:)``.
  public static func create(path: String = ":memory:") throws -> Store {
    guard path != ":memory:" else { return try migrated(path) }
    try create(path: path) { _ in }
    return try open(path: path, mode: .readWrite)
  }

  /// Makes a database, lets `fill` put rows into it, and only then gives it its name.
  ///
  /// - Throws: ``StoreError/exists(path:)`` where a file is there, now or at the end,
  ///   ``StoreError/companions(path:files:)`` where SQLite's files of another database lie beside the
  ///   place, ``FileError``, or what `fill` throws; nothing is left behind.
  public static func create<Result>(
    path: String, filledBy fill: (Store) throws -> Result
  ) throws -> Result {
    guard !fileExists(path) else { throw StoreError.exists(path: path) }
    try requireNoCompanions(of: path)
    let file = try PendingFile(for: path)
    let result: Result
    do {
      result = try fill(migrated(file.path))
    } catch {
      throw file.naming(path, in: error)
    }
    try requireNoCompanions(of: path)
    do {
      try file.publish(replacing: false)
    } catch  where error.isExisting {
      throw StoreError.exists(path: path)
    }
    return result
  }

  private static func migrated(_ path: String) throws -> Store {
    let connection = try Connection(path: path, mode: .create)
    try Migrator(connection: connection, path: path).migrate()
    return Store(connection: connection, path: path)
  }

  /// Refuses a place beside which SQLite would find changes of a database that is gone, and apply
  /// them to the new one.
  private static func requireNoCompanions(of path: String) throws(StoreError) {
    let companions = DatabaseCompanions.existing(beside: path)
    guard companions.isEmpty else { throw .companions(path: path, files: companions) }
  }

  /// Opens a database that is there and has the current schema.
  ///
  /// - Throws: ``StoreError`` where it is missing, foreign, older or newer.
  public static func open(path: String, mode: Connection.Mode = .readOnly) throws -> Store {
    let connection = try connect(path: path, mode: mode == .create ? .readWrite : mode)
    try Migrator(connection: connection, path: path).requireCurrent()
    return Store(connection: connection, path: path)
  }

  /// Upgrades the file at `path` to the current schema, after writing a backup beside it.
  ///
  /// - Returns: The versions before and after, and the backup's path; nil where the file was
  ///   current.
  public static func migrate(path: String) throws -> (from: Int, to: Int, backup: String)? {
    let connection = try connect(path: path, mode: .readWrite)
    let migrator = Migrator(connection: connection, path: path)
    do {
      try migrator.requireCurrent()
      return nil
    } catch StoreError.outdated(_, let version, let current) {
      let name = "\(path).schema-\(version).backup"
      let backup = try DatabaseCopy(of: connection, at: path, for: name).file
        .publish(underFirstFree: name)
      try migrator.migrate()
      return (version, current, backup)
    }
  }

  /// Who may read and write the file, as the system's bits say; nil for a database in memory.
  public var permissions: UInt32? { FileIdentity(path)?.permissions }

  /// Runs `body` in a transaction: kept when it returns, undone when it throws.
  @discardableResult
  public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.transaction(.immediate, body)
  }

  /// A copy of the whole database in memory.
  public func copiedToMemory() throws -> Store {
    let copy = try Connection(path: ":memory:", mode: .create)
    try connection.backup(into: copy)
    return Store(connection: copy, path: ":memory:")
  }

  /// The time in UTC, as the journal writes it.
  public func now() throws -> String {
    guard
      case .text(let now)? = try connection.value("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')")
    else { return "" }
    return now
  }

  /// A time as the journal writes it, from the seconds since 1970.
  public func time(_ seconds: Int64) throws -> String? {
    let time = try connection.value(
      "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', ?1, 'unixepoch')", [.integer(seconds)])
    guard case .text(let text)? = time else { return nil }
    return text
  }

  /// Opens any SQLite database that is there, whatever its schema.
  static func connect(path: String, mode: Connection.Mode) throws -> Connection {
    guard path == ":memory:" || fileExists(path) else { throw StoreError.missing(path: path) }
    do {
      return try Connection(path: path, mode: mode)
    } catch {
      if error.code == unfinished, mode == .readOnly {
        // A program was stopped in the middle of writing: what it had begun is taken back first.
        _ = try Connection(path: path, mode: .readWrite)
        return try Connection(path: path, mode: mode)
      }
      guard error.code == .notADatabase else { throw error }
      throw StoreError.foreign(path: path, reason: "the file is no SQLite database")
    }
  }

  /// Sets SQLite up for this process; to be called before anything else.
  public static func prepareProcess() { Connection.countNoMemory() }

  /// What SQLite says where a reader finds a transaction that was not finished.
  private static let unfinished = ResultCode(rawValue: ResultCode.readOnly.rawValue | 3 << 8)

  private static func fileExists(_ path: String) -> Bool {
    unsafe path != ":memory:" && access(path, F_OK) == 0
  }
}
