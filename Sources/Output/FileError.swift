#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that the system did not let be created, written or read.
public struct FileError: Error, Hashable, Sendable {
  /// The file, by the name that the user knows.
  public let path: String
  /// What was to be done.
  public let action: Action
  /// The system's `errno`.
  public let code: Int32

  /// What can be done with a file.
  public enum Action: Sendable {
    /// Giving a file its name, or opening a new one.
    case create
    /// Writing content.
    case write
  }

  /// Makes an error of its parts.
  public init(path: String, action: Action, code: Int32) {
    self.path = path
    self.action = action
    self.code = code
  }

  /// Whether a file is there already that was not to be replaced.
  public var isExisting: Bool { action == .create && code == EEXIST }

  /// Whether there is no room for the file, or the disk fails.
  public var isOfDisk: Bool { [ENOSPC, EDQUOT, EFBIG, EIO].contains(code) }

  /// The system's words for the cause.
  public var reason: String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}

extension FileError: CustomStringConvertible {
  /// Which file, what failed, and what to do.
  public var description: String {
    if isExisting { return "\(path): already exists. Name another file." }
    let remedy =
      isOfDisk
      ? "Free some space, or write to another disk."
      : action == .create
        ? "Check that the folder exists and that you may write to it."
        : "Write to another place."
    return "\(path): cannot be \(action == .create ? "created" : "written") (\(reason)). \(remedy)"
  }
}
