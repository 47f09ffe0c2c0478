#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The files that SQLite lays beside a database while it is in use.
public enum DatabaseCompanions {
  /// What their names have behind the name of the database.
  public static let suffixes = ["-journal", "-wal", "-shm"]

  /// The companions that lie beside `path`.
  public static func existing(beside path: String) -> [String] {
    suffixes.map { path + $0 }.filter { unsafe access($0, F_OK) == 0 }
  }

  /// The database that `path` would be a companion of by its name; nil for any other name.
  public static func database(of path: String) -> String? {
    suffixes.first { path.hasSuffix($0) && path.utf8.count > $0.utf8.count }
      .map { String(path.dropLast($0.count)) }
  }
}
