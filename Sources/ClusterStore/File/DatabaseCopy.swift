import Output
import SQLite

/// A copy of a database, which appears under its name only when it is whole and sound.
struct DatabaseCopy {
  /// The copy under its hidden name.
  let file: PendingFile
  /// Its size in bytes.
  let bytes: Int

  /// Copies all that `source` has open, checks the copy, and lets those alone read it who may read
  /// the source.
  ///
  /// - Parameters:
  ///   - source: The database.
  ///   - path: The file of the database.
  ///   - target: Where the copy is to appear.
  /// - Throws: ``FileError``, ``SQLiteError``, or ``BackupError/damaged(path:reason:)``; nothing of the
  ///   copy is then left.
  init(of source: Connection, at path: String, for target: String) throws {
    file = try PendingFile(for: target, mode: FileIdentity(path)?.permissions)
    do {
      try source.backup(to: file.path)
      bytes = try Self.check(file.path, of: path)
    } catch {
      throw file.naming(target, in: error)
    }
  }

  /// Reads all of the copy in `file`; returns its size in bytes.
  private static func check(_ file: String, of source: String) throws -> Int {
    let copy = try Connection(path: file, mode: .readOnly)
    let damage = try copy.query("PRAGMA integrity_check(1)") { $0.text(0) }
    guard damage == ["ok"] else {
      throw BackupError.damaged(path: source, reason: damage.first ?? "no answer")
    }
    let size = try copy.value(
      "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    guard case .integer(let count)? = size else { return 0 }
    return Int(count)
  }
}

extension PendingFile {
  /// `error`, in which SQLite's name of the hidden file is replaced by `target`.
  func naming(_ target: String, in error: any Error) -> any Error {
    guard let failure = error as? SQLiteError, failure.path?.hasSuffix(path) ?? false else {
      return error
    }
    return failure.naming(target)
  }
}
