import ClusterStore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that appears whole or not at all.
///
/// It is written under another name in the same folder and gets its own name at the end. `-` is the
/// standard output; that and what is no ordinary file, such as a device or pipe, is written directly.
public final class OutputFile {
  /// What writes to the file.
  public let sink: OutputSink
  /// The path as it was given.
  public let path: String
  private let descriptor: Int32
  private let replacement: Replacement?
  private var isOpen = true

  private struct Replacement {
    let temporary: String
    let target: String
    let isForced: Bool
    let unfinished: Int?
  }

  /// Begins the file at `path`.
  ///
  /// - Parameters:
  ///   - path: Where it is to be; `-` for the standard output.
  ///   - force: Whether a file that is there may be replaced.
  /// - Throws: ``ExportError/exists(path:)``, ``ExportError/isFolder(path:)`` or
  ///   ``ExportError/cannotCreate(path:code:)``.
  public init(path: String, force: Bool = false) throws(ExportError) {
    self.path = path
    guard path != "-" else {
      (descriptor, replacement, sink) = (STDOUT_FILENO, nil, .standardOutput())
      return
    }
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    guard !isThere || kind != S_IFDIR else { throw .isFolder(path: path) }
    guard !isThere || kind == S_IFREG else {
      descriptor = try Self.open(path, O_WRONLY | O_CLOEXEC, reportedAs: path)
      (replacement, sink) = (nil, OutputSink(descriptor: descriptor, name: path))
      return
    }
    guard !isThere || force else { throw .exists(path: path) }
    guard !isThere || !Self.isDatabase(path) else { throw .isDatabase(path: path) }
    // The file that a symbolic link leads to is replaced, and not the link.
    let target = isThere ? Self.resolved(path) : path
    let temporary = Self.temporaryName(for: target)
    descriptor = try Self.open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, reportedAs: path)
    if isThere { _ = fchmod(descriptor, status.st_mode & 0o777) }
    replacement = Replacement(
      temporary: temporary, target: target, isForced: force,
      unfinished: UnfinishedFiles.add(temporary))
    sink = OutputSink(descriptor: descriptor, name: path)
  }

  deinit {
    discard()
    UnfinishedFiles.forget(replacement?.unfinished)
  }

  /// Writes what is left to the disk and gives the file its name.
  ///
  /// - Throws: ``ExportError``; the file is then gone.
  public func commit() throws(ExportError) {
    guard isOpen else { return }
    do throws(ExportError) {
      try sink.flush()
      guard let replacement else {
        close()
        return
      }
      guard fsync(descriptor) == 0 else { throw ExportError.cannotWrite(path: path, code: errno) }
      close()
      try Self.publish(replacement, path: path)
    } catch {
      discard()
      throw error
    }
  }

  /// Gives the file up: nothing of it stays.
  public func discard() {
    let wasOpen = isOpen
    close()
    guard let replacement, wasOpen || exists(replacement.temporary) else { return }
    _ = unsafe unlink(replacement.temporary)
  }

  /// Runs `body` with a file that is kept when it returns, and gone when it throws.
  @discardableResult
  public static func write<Result>(
    to path: String, force: Bool = false, _ body: (OutputSink) throws -> Result
  ) throws -> Result {
    let file = try OutputFile(path: path, force: force)
    do {
      let result = try body(file.sink)
      try file.commit()
      return result
    } catch {
      file.discard()
      throw error
    }
  }

  private func close() {
    guard isOpen else { return }
    isOpen = false
    if descriptor != STDOUT_FILENO { closeDescriptor(descriptor) }
  }

  private static func publish(
    _ replacement: Replacement, path: String
  ) throws(ExportError) {
    if !replacement.isForced {
      // A link is refused where a file has come to stand there meanwhile; a renaming is not.
      if unsafe link(replacement.temporary, replacement.target) == 0 {
        _ = unsafe unlink(replacement.temporary)
        return
      }
      guard errno != EEXIST, !exists(replacement.target) else { throw .exists(path: path) }
    }
    guard unsafe rename(replacement.temporary, replacement.target) == 0 else {
      throw .cannotCreate(path: path, code: errno)
    }
  }

  private static func open(
    _ path: String, _ flags: Int32, reportedAs shown: String
  ) throws(ExportError) -> Int32 {
    let descriptor = openDescriptor(path, flags)
    guard descriptor >= 0 else { throw .cannotCreate(path: shown, code: errno) }
    return descriptor
  }

  /// Whether a file is a SQLite database, by its first bytes.
  private static func isDatabase(_ path: String) -> Bool {
    let descriptor = openDescriptor(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { closeDescriptor(descriptor) }
    let mark = Array("SQLite format 3\0".utf8)
    var first = [UInt8](repeating: 0, count: mark.count)
    let count = unsafe first.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    return count == mark.count && first == mark
  }

  /// Where a path leads to, over links; the path itself where there is nothing.
  static func resolved(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// A hidden name beside `target` that no other process uses.
  static func temporaryName(for target: String) -> String {
    let parts = target.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().map { "\($0)/" }.joined()
    let mark = String(UInt32.random(in: .min ... .max), radix: 36)
    // A name has at most 255 bytes.
    let name = String((parts.last ?? "").prefix(40))
    return "\(folder).\(name).\(getpid())-\(mark).part"
  }
}

private func openDescriptor(_ path: String, _ flags: Int32) -> Int32 {
  unsafe open(path, flags, 0o666)
}

private func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
