#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A lock on an open file or folder, which goes with its descriptor.
enum FileLock {
  /// Locks what `descriptor` has open; false where another has locked it.
  static func take(_ descriptor: Int32) -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Whether `path` still names what `descriptor` has open.
  static func isOf(_ descriptor: Int32, path: String) -> Bool {
    var (held, named) = (stat(), stat())
    return unsafe fstat(descriptor, &held) == 0 && lstat(path, &named) == 0
      && held.st_dev == named.st_dev && held.st_ino == named.st_ino
  }
}
