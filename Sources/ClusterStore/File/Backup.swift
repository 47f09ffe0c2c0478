import Output
import SQLite

extension Store {
  /// Copies the database into the file at `target`, which appears only when the copy is whole and
  /// sound.
  ///
  /// - Parameters:
  ///   - target: The file to write; of a link, what it leads to.
  ///   - replacing: Whether a file that is there may be replaced.
  /// - Returns: The size of the copy in bytes.
  /// - Throws: ``BackupError``, ``FileError`` or ``SQLiteError``; what was at `target` is then as before.
  public func backUp(to target: String, replacing: Bool) throws -> Int {
    let place = try BackupPlace(target, of: path, replacing: replacing)
    let copy = try DatabaseCopy(of: connection, at: path, for: place.path)
    // Another program may have begun to use the file that is to be replaced.
    try place.requireQuiet()
    do {
      try copy.file.publish(replacing: replacing)
    } catch  where error.isExisting {
      throw BackupError.exists(path: target)
    }
    return copy.bytes
  }
}

/// Where a backup is to appear.
private struct BackupPlace {
  /// The file, with links resolved.
  let path: String
  private let name: String

  /// Looks at the place, and brings a database that is to be replaced to rest.
  init(_ target: String, of source: String, replacing: Bool) throws {
    name = target
    if let database = DatabaseCompanions.database(of: target), FileIdentity(database) != nil {
      throw BackupError.isCompanion(path: target, database: database)
    }
    guard let found = FileIdentity(target) else {
      path = target
      try requireQuiet()
      return
    }
    guard found != FileIdentity(source) else { throw BackupError.isSource(path: target) }
    guard replacing else { throw BackupError.exists(path: target) }
    guard found.isRegular else { throw BackupError.isNoFile(path: target) }
    path = found.resolvedPath(target)
    if !DatabaseCompanions.existing(beside: path).isEmpty { Self.settle(path) }
    try requireQuiet()
  }

  /// Refuses a place beside which SQLite would find changes of another database and apply them.
  func requireQuiet() throws {
    let companions = DatabaseCompanions.existing(beside: path)
    guard companions.isEmpty else {
      throw FileIdentity(path) == nil
        ? BackupError.companions(path: name, files: companions)
        : BackupError.inUse(path: name, files: companions)
    }
  }

  /// Lets SQLite apply or take back what a program left unfinished in the database at `path`; what
  /// stays beside it then is of a program that is using it, or of another database.
  private static func settle(_ path: String) {
    guard let connection = try? Connection(path: path, mode: .readWrite, busyTimeout: 1_000) else {
      return
    }
    try? connection.execute("BEGIN EXCLUSIVE; ROLLBACK")
  }
}

/// Why there is no backup.
public enum BackupError: Error, Hashable, Sendable {
  /// There is a file already.
  case exists(path: String)
  /// The file is the database itself, by whatever name.
  case isSource(path: String)
  /// The path is a folder, a device or the like.
  case isNoFile(path: String)
  /// SQLite would take the file for changes of a database that is there.
  case isCompanion(path: String, database: String)
  /// SQLite's files of another database lie beside the place.
  case companions(path: String, files: [String])
  /// The file to be replaced is a database that is in use, or holds changes that cannot be applied.
  case inUse(path: String, files: [String])
  /// The copy is not sound, so that the database at `path` may not be either.
  case damaged(path: String, reason: String)
}

extension BackupError: CustomStringConvertible {
  /// What happened, to which file, and what to do.
  public var description: String {
    switch self {
    case .exists(let path):
      "\(path): already exists. Name another file, or replace it with --force."
    case .isSource(let path):
      "\(path): is the database itself. Name another file for the backup."
    case .isNoFile(let path):
      "\(path): is not a regular file. Name another file for the backup."
    case .isCompanion(let path, let database):
      """
      \(path): SQLite would take this file for unfinished changes of \(database). Name another file \
      for the backup.
      """
    case .companions(let path, let files): StoreError.companionsText(path, files)
    case .inUse(let path, let files):
      """
      \(path): is in use, or was left with changes that cannot be applied \
      (\(files.joined(separator: ", "))). Close the program that uses it, or move these files away, and \
      try again; or name another file for the backup.
      """
    case .damaged(let path, let reason):
      """
      \(path): the database is damaged (\(reason)); no backup was written. Restore an earlier backup, \
      or recover what can be read with 'sqlite3 \(path) .recover'.
      """
    }
  }
}
