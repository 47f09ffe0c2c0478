#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that appears whole or not at all.
///
/// It is written under a hidden name (see ``TemporaryEntry``) and gets its own name at the end, when
/// its content is on the disk. Where this object goes before that, nothing of it stays.
public final class PendingFile {
  private let entry: TemporaryEntry
  private var isPending = true
  private let unfinished: Int?

  /// Where the content is to be written.
  public var path: String { entry.path }
  /// The open file, for writing; valid until this object is gone.
  public var descriptor: Int32 { entry.descriptor }

  /// Begins the file that is to appear at `target`.
  ///
  /// - Parameters:
  ///   - target: Its path.
  ///   - mode: Its permissions; nil for those that any new file gets.
  /// - Throws: ``FileError`` where no file can be created there.
  public init(for target: String, mode: UInt32? = nil) throws(FileError) {
    entry = try TemporaryEntry(for: target, kind: .file)
    unfinished = UnfinishedFiles.add(entry.path)
    if let mode { _ = fchmod(entry.descriptor, mode_t(mode)) }
  }

  deinit {
    discard()
    UnfinishedFiles.forget(unfinished)
  }

  /// Waits until the content is on the disk and gives the file the name that it was begun for.
  ///
  /// - Parameter replacing: Whether it takes the place of a file that is there.
  /// - Throws: ``FileError``, with ``FileError/isExisting`` for a file that is there and is not to be
  ///   replaced; the name is then as before.
  public func publish(replacing: Bool) throws(FileError) {
    try synchronize()
    if replacing {
      guard Self.move(path, entry.target) == 0 else {
        throw FileError(path: entry.target, action: .create, code: errno)
      }
    } else {
      let code = Self.link(path, as: entry.target)
      guard code == 0 else { throw FileError(path: entry.target, action: .create, code: code) }
    }
    finish()
  }

  /// Gives the file the first name that is free of `name`, `name-2`, `name-3` and so on.
  ///
  /// - Parameter name: A path in the folder of the one that the file was begun for.
  /// - Returns: The name it has got.
  /// - Throws: ``FileError``.
  public func publish(underFirstFree name: String) throws(FileError) -> String {
    try synchronize()
    var (target, number) = (name, 1)
    var code = Self.link(path, as: target)
    while code == EEXIST {
      number += 1
      target = "\(name)-\(number)"
      code = Self.link(path, as: target)
    }
    guard code == 0 else { throw FileError(path: target, action: .create, code: code) }
    finish()
    return target
  }

  /// Gives the file up: nothing of it stays.
  public func discard() {
    guard isPending else { return }
    isPending = false
    Self.unlinkDatabase(path)
  }

  private func synchronize() throws(FileError) {
    guard fsync(descriptor) == 0 else {
      throw FileError(path: entry.target, action: .write, code: errno)
    }
  }

  private func finish() {
    isPending = false
    Self.synchronizeFolder(of: entry.target)
  }

  /// Renames a file, but not over another: a link is refused where one has appeared meanwhile.
  ///
  /// - Returns: 0, or the system's `errno`.
  private static func link(_ path: String, as name: String) -> Int32 {
    if hardLink(path, name) == 0 {
      _ = unsafe unlink(path)
      return 0
    }
    let code = errno
    // Some file systems have no links.
    guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(code) else { return code }
    guard unsafe access(name, F_OK) != 0 else { return EEXIST }
    return move(path, name) == 0 ? 0 : errno
  }

  private static func hardLink(_ old: String, _ new: String) -> Int32 {
    #if canImport(Glibc)
    unsafe Glibc.link(old, new)
    #else
    unsafe Darwin.link(old, new)
    #endif
  }

  private static func move(_ old: String, _ new: String) -> Int32 {
    #if canImport(Glibc)
    unsafe Glibc.rename(old, new)
    #else
    unsafe Darwin.rename(old, new)
    #endif
  }

  /// Removes a file, and what SQLite may have laid beside it.
  static func unlinkDatabase(_ path: String) {
    for suffix in [""] + DatabaseCompanions.suffixes { _ = unsafe unlink(path + suffix) }
  }

  /// Waits until the names in the folder of `path` are on the disk, where the system can do that.
  public static func synchronizeFolder(of path: String) {
    let folder = HiddenName(for: path, .pending).folderPath
    let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }
}
