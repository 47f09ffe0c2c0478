#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Which file a path leads to, whatever its name; equal for two names of one file.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64
  private let mode: UInt32

  /// The file at `path`, over links; nil where there is none.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    mode = UInt32(status.st_mode)
  }

  /// Who may read and write it.
  var permissions: UInt32 { mode & 0o777 }

  /// Whether it is a file that holds bytes, no folder, device or pipe.
  var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }

  /// `path` with its links resolved.
  func resolvedPath(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  static func == (left: FileIdentity, right: FileIdentity) -> Bool {
    left.device == right.device && left.number == right.number
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(device)
    hasher.combine(number)
  }
}
