#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A lock on an open file or folder, which goes with its descriptor.
enum FileLock {
  /// What came of locking.
  enum Outcome {
    /// It is locked now.
    case taken
    /// Another program has locked it.
    case held
    /// The file system has no locks.
    case unavailable
  }

  /// Locks what `descriptor` has open, unless another has.
  static func take(_ descriptor: Int32) -> Outcome {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return .held }
      if errno != EINTR { return .unavailable }
    }
    return .taken
  }

  /// Whether `path` still names what `descriptor` has open.
  static func isOf(_ descriptor: Int32, path: String) -> Bool {
    var (held, named) = (stat(), stat())
    return unsafe fstat(descriptor, &held) == 0 && lstat(path, &named) == 0
      && held.st_dev == named.st_dev && held.st_ino == named.st_ino
  }
}
