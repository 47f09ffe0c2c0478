#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file or folder under a hidden name beside the place where it is to appear.
///
/// The name is random, and the entry is created under it or not at all: a link that somebody laid
/// there is never followed. It stays locked as long as this object lives; what a killed program left
/// behind is not, and is removed before the next entry for the same place is created.
public final class TemporaryEntry {
  /// What is created.
  public enum Kind: Sendable {
    /// A regular file, open for writing.
    case file
    /// A folder.
    case folder
  }

  /// The hidden path.
  public let path: String
  /// The path that the entry is meant for.
  public let target: String
  /// The open file or folder; valid until this object is gone.
  public let descriptor: Int32

  /// Creates an entry in the folder of `target`.
  ///
  /// - Throws: ``FileError`` where it cannot be created.
  public init(for target: String, kind: Kind) throws(FileError) {
    let name = HiddenName(for: target, .pending)
    Leftovers.remove(name)
    self.target = target
    while true {
      let path = name.random()
      let descriptor = Self.create(path, kind)
      guard descriptor >= 0 else {
        guard errno == EEXIST else {
          throw FileError(path: target, action: .create, code: errno)
        }
        continue
      }
      // A program that removes leftovers may have come between creating and locking.
      if FileLock.take(descriptor) != .held, FileLock.isOf(descriptor, path: path) {
        self.path = path
        self.descriptor = descriptor
        return
      }
      _ = close(descriptor)
    }
  }

  deinit { _ = close(descriptor) }

  private static func create(_ path: String, _ kind: Kind) -> Int32 {
    switch kind {
    case .file:
      return unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    case .folder:
      guard unsafe mkdir(path, 0o777) == 0 else { return -1 }
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if descriptor < 0 {
        let code = errno
        _ = unsafe rmdir(path)
        errno = code
      }
      return descriptor
    }
  }
}
