import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Store {
  /// Opens a database that is there and has the current schema, for reading and writing.
  public static func openForWriting(path: String) throws -> Store {
    try open(path: path, mode: .readWrite)
  }

  /// Copies the database into the file at `target`: first under another name beside it, and under
  /// its own only when the copy is whole and sound.
  ///
  /// - Parameters:
  ///   - target: The file to write.
  ///   - replacing: Whether a file that is there may be replaced.
  /// - Returns: The copy's size in bytes.
  /// - Throws: ``BackupError``; what was at `target` is then as before.
  public func backUp(to target: String, replacing: Bool) throws -> Int {
    guard unsafe replacing || access(target, F_OK) != 0 else {
      throw BackupError.exists(path: target)
    }
    let partial = "\(target).partial-\(getpid())"
    let unfinished = UnfinishedFiles.add(partial)
    defer { UnfinishedFiles.forget(unfinished) }
    do {
      try connection.backup(to: partial)
      let bytes = try Self.verify(partial)
      guard unsafe rename(partial, target) == 0 else {
        throw BackupError.cannotWrite(path: target, reason: systemMessage())
      }
      return bytes
    } catch {
      _ = unsafe unlink(partial)
      guard let error = error as? SQLiteError,
        ![.busy, .interrupted].contains(error.code.primary)
      else { throw error }
      throw BackupError.cannotWrite(path: target, reason: error.message)
    }
  }

  /// Rebuilds the file without gaps, gathers statistics for the query planner, and merges the index
  /// of names.
  ///
  /// - Returns: The size before and after, in bytes.
  public func optimize() throws -> (before: Int, after: Int) {
    let before = try size()
    try transaction { try NameIndex(self).fillGaps() }
    try connection.run("INSERT INTO name_index (name_index) VALUES ('optimize')")
    try connection.execute("ANALYZE; PRAGMA optimize; VACUUM;")
    return (before, try size())
  }

  /// The size of the database in bytes.
  public func size() throws -> Int {
    let size = try connection.value(
      "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    guard case .integer(let bytes)? = size else { return 0 }
    return Int(bytes)
  }

  /// Reads the whole copy, and sees that it is on the disk.
  private static func verify(_ path: String) throws -> Int {
    let copy = try Store.open(path: path)
    let damage = try copy.connection.query("PRAGMA integrity_check(1)") { $0.text(0) }
    guard damage == ["ok"] else {
      throw BackupError.damaged(path: path, reason: damage.first ?? "no answer")
    }
    guard synchronize(path) else {
      throw BackupError.cannotWrite(path: path, reason: systemMessage())
    }
    return try copy.size()
  }
}

/// Waits until the file is on the disk; whether it got there.
private func synchronize(_ path: String) -> Bool {
  let file = unsafe open(path, O_RDONLY)
  defer { close(file) }
  return file >= 0 && fsync(file) == 0
}

/// What the system says of the call that failed last.
private func systemMessage() -> String { unsafe String(cString: strerror(errno)) }

/// Why there is no backup.
public enum BackupError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is a file already.
  case exists(path: String)
  /// The copy could not be written.
  case cannotWrite(path: String, reason: String)
  /// The copy is not sound, so that the database may not be either.
  case damaged(path: String, reason: String)

  /// What happened, to which file, and what to do.
  public var description: String {
    switch self {
    case .exists(let path):
      "\(path): the file is there already. Name another, or replace it with --force."
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written (\(reason)). Name a file in a folder that can."
    case .damaged(let path, let reason):
      "\(path): the copy is damaged (\(reason)) and was removed. Run 'agglom check'."
    }
  }
}
