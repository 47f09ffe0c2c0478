#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Output

/// A file that an export writes, which appears whole or not at all.
///
/// It is written under a hidden name in the same folder and gets its own name at the end. `-` is the
/// standard output; that and what is no ordinary file, such as a device or pipe, is written directly.
public final class OutputFile {
  /// What writes to the file.
  public let sink: OutputSink
  /// The path as it was given.
  public let path: String
  private let destination: Destination
  private var isOpen = true

  /// Where the bytes go.
  private enum Destination {
    /// To the standard output, which stays open.
    case standardOutput
    /// To what is written as it is: a device, a pipe, or a file of a folder that itself is pending.
    case direct(Int32)
    /// To a file that is to get its name.
    case pending(PendingFile, replacing: Bool)
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
      (destination, sink) = (.standardOutput, .standardOutput())
      return
    }
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    guard !isThere || kind != S_IFDIR else { throw .isFolder(path: path) }
    guard !isThere || kind == S_IFREG else {
      let descriptor = try Self.open(path, O_WRONLY | O_CLOEXEC)
      (destination, sink) = (.direct(descriptor), OutputSink(descriptor: descriptor, name: path))
      return
    }
    guard !isThere || force else { throw .exists(path: path) }
    let database = DatabaseCompanions.database(of: path) ?? path
    guard !Self.isDatabase(path), !Self.isDatabase(database) else { throw .isDatabase(path: path) }
    do {
      // The file that a symbolic link leads to is replaced, and not the link.
      let file = try PendingFile(
        for: isThere ? Self.resolved(path) : path,
        mode: isThere ? UInt32(status.st_mode & 0o777) : nil)
      destination = .pending(file, replacing: force)
      sink = OutputSink(descriptor: file.descriptor, name: path)
    } catch {
      throw .cannotCreate(path: path, code: error.code)
    }
  }

  /// Begins a new file of a folder that is pending itself, under its own name.
  init(inPendingFolder path: String) throws(ExportError) {
    self.path = path
    let descriptor = try Self.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
    (destination, sink) = (.direct(descriptor), OutputSink(descriptor: descriptor, name: path))
  }

  deinit { discard() }

  /// Writes what is left to the disk and gives the file its name.
  ///
  /// - Throws: ``ExportError``; the file is then gone.
  public func commit() throws(ExportError) {
    guard isOpen else { return }
    do throws(ExportError) {
      try sink.flush()
      switch destination {
      case .standardOutput: break
      case .direct(let descriptor):
        // A device or pipe has nothing to wait for.
        guard fsync(descriptor) == 0 || [EINVAL, ENOTSUP, EROFS].contains(errno) else {
          throw ExportError.cannotWrite(path: path, code: errno)
        }
      case .pending(let file, let replacing): try publish(file, replacing: replacing)
      }
      close()
    } catch {
      discard()
      throw error
    }
  }

  /// Gives the file up: nothing of it stays.
  public func discard() {
    close()
    if case .pending(let file, _) = destination { file.discard() }
  }

  /// Runs `body` with a file that is kept when it returns, and gone when it throws.
  @discardableResult
  public static func write<Result>(
    to path: String, force: Bool = false, _ body: (OutputSink) throws -> Result
  ) throws -> Result {
    try OutputFile(path: path, force: force).keep(body)
  }

  /// The same for a new file of a folder that is pending itself; it is gone again where `body` throws.
  static func write<Result>(
    inPendingFolder path: String, _ body: (OutputSink) throws -> Result
  ) throws -> Result {
    do {
      return try OutputFile(inPendingFolder: path).keep(body)
    } catch {
      _ = unsafe unlink(path)
      throw error
    }
  }

  private func keep<Result>(_ body: (OutputSink) throws -> Result) throws -> Result {
    do {
      let result = try body(sink)
      try commit()
      return result
    } catch {
      discard()
      throw error
    }
  }

  private func close() {
    guard isOpen else { return }
    isOpen = false
    if case .direct(let descriptor) = destination { closeDescriptor(descriptor) }
  }

  private func publish(_ file: PendingFile, replacing: Bool) throws(ExportError) {
    do throws(FileError) {
      try file.publish(replacing: replacing)
    } catch {
      throw error.isExisting
        ? .exists(path: path)
        : error.action == .write
          ? .cannotWrite(path: path, code: error.code)
          : .cannotCreate(path: path, code: error.code)
    }
  }

  private static func open(_ path: String, _ flags: Int32) throws(ExportError) -> Int32 {
    let descriptor = openDescriptor(path, flags)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
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
}

private func openDescriptor(_ path: String, _ flags: Int32) -> Int32 {
  unsafe open(path, flags, 0o666)
}

private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
