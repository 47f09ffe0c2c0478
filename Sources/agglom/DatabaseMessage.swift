import ClusterStore
import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a person reads of a failure between the program and a database file: which file, the cause, and
/// what to do.
enum DatabaseMessage {
  /// The database that the command works on, for failures that do not say which it is.
  nonisolated(unsafe) static var database: String?

  /// The message for `failure`.
  static func text(_ failure: DatabaseFailure) -> String {
    let error = failure.error
    let file = error.path.map(shown) ?? (unsafe database) ?? "the database"
    let cause = error.systemReason ?? error.message
    switch failure.kind {
    case .busy:
      return "\(file): another program is using the database. Try again when it has finished."
    case .interrupted:
      return "interrupted; the database is unchanged."
    case .full:
      return """
        \(file): there is no room on the disk (\(cause)). Free some space on it, and in the folder for \
        temporary files, and run the command again; nothing was changed.
        """
    case .inputOutput:
      return """
        \(file): reading or writing failed (\(cause)). Check the disk; then 'agglom check --db \(file)' \
        shows whether the database is sound.
        """
    case .cannotOpen:
      return
        "\(file): cannot be opened (\(cause)). Check the name, and that you may read and write "
        + "the file and its folder."
    case .readOnly:
      return "\(file): cannot be written (\(error.message)). Check that you may write the file and "
        + "its folder."
    case .damaged:
      return """
        \(file): the database is damaged, or not a database (\(error.message)). Restore a backup; what can \
        still be read, 'sqlite3 \(file) .recover' writes as SQL.
        """
    }
  }

  /// `path` as it is seen from the folder in which the program was started.
  private static func shown(_ path: String) -> String {
    guard let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    let prefix = unsafe String(cString: folder) + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
