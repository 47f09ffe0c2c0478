#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder that appears whole or not at all.
///
/// It is filled under another name beside its own and gets that at the end.
public final class OutputFolder {
  /// The path as it was given.
  public let path: String
  private let temporary: String
  private let isForced: Bool
  private var isOpen = true

  /// Begins the folder at `path`.
  ///
  /// - Parameters:
  ///   - path: Where it is to be.
  ///   - force: Whether a folder that is there may be replaced.
  /// - Throws: ``ExportError/exists(path:)`` or ``ExportError/cannotCreate(path:code:)``.
  public init(path: String, force: Bool = false) throws(ExportError) {
    var plain = path
    while plain.count > 1, plain.hasSuffix("/") { plain.removeLast() }
    self.path = plain
    isForced = force
    var status = stat()
    if unsafe stat(plain, &status) == 0 {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      guard force, isFolder else { throw .exists(path: plain) }
    }
    let mark = String(UInt32.random(in: .min ... .max), radix: 36)
    let parts = plain.split(separator: "/", omittingEmptySubsequences: false)
    let parent = parts.dropLast().map { "\($0)/" }.joined()
    temporary = "\(parent).\((parts.last ?? "").prefix(40)).\(getpid())-\(mark).part"
    try Self.make(temporary, reportedAs: plain)
  }

  deinit { discard() }

  /// Makes a folder inside, with those it stands in.
  public func makeFolder(_ name: String) throws(ExportError) {
    var made = temporary
    for part in name.split(separator: "/") {
      made += "/\(part)"
      if unsafe access(made, F_OK) != 0 { try Self.make(made, reportedAs: "\(path)/\(name)") }
    }
  }

  /// Writes a file inside.
  @discardableResult
  public func write<Result>(
    _ name: String, isProgram: Bool = false, _ body: (OutputSink) throws -> Result
  ) throws -> Result {
    let file = "\(temporary)/\(name)"
    let result = try OutputFile.write(to: file, body)
    if isProgram { _ = unsafe chmod(file, 0o755) }
    return result
  }

  /// A file inside that is written bit by bit.
  struct Part {
    fileprivate let file: OutputFile
    var sink: OutputSink { file.sink }

    func commit() throws(ExportError) { try file.commit() }
  }

  /// Begins a file inside, beside others that are being written.
  func begin(_ name: String) throws(ExportError) -> Part {
    Part(file: try OutputFile(path: "\(temporary)/\(name)"))
  }

  /// Gives the folder its name.
  ///
  /// - Throws: ``ExportError``; nothing of it stays, and a folder that was there stays as it was.
  public func commit() throws(ExportError) {
    guard isOpen else { return }
    let old = "\(temporary).old"
    let isThere = unsafe access(path, F_OK) == 0
    if isThere {
      guard isForced else {
        discard()
        throw .exists(path: path)
      }
      guard unsafe rename(path, old) == 0 else { return try fail(errno) }
    }
    guard unsafe rename(temporary, path) == 0 else {
      let code = errno
      if isThere { _ = unsafe rename(old, path) }
      return try fail(code)
    }
    isOpen = false
    if isThere { removeFolder(old) }
  }

  /// Gives the folder up: nothing of it stays.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    removeFolder(temporary)
  }

  /// Runs `body` with a folder that is kept when it returns, and gone when it throws.
  @discardableResult
  public static func write<Result>(
    to path: String, force: Bool = false, _ body: (OutputFolder) throws -> Result
  ) throws -> Result {
    let folder = try OutputFolder(path: path, force: force)
    do {
      let result = try body(folder)
      try folder.commit()
      return result
    } catch {
      folder.discard()
      throw error
    }
  }

  private func fail(_ code: Int32) throws(ExportError) {
    discard()
    throw .cannotCreate(path: path, code: code)
  }

  private static func make(_ path: String, reportedAs shown: String) throws(ExportError) {
    guard unsafe mkdir(path, 0o777) == 0 else { throw .cannotCreate(path: shown, code: errno) }
  }
}

/// Removes a folder with all that is in it.
private func removeFolder(_ path: String) {
  guard let folder = unsafe opendir(path) else { return }
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
      unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    guard name != ".", name != ".." else { continue }
    let inside = "\(path)/\(name)"
    var status = stat()
    guard unsafe lstat(inside, &status) == 0 else { continue }
    if status.st_mode & S_IFMT == S_IFDIR {
      removeFolder(inside)
    } else {
      _ = unsafe unlink(inside)
    }
  }
  _ = unsafe closedir(folder)
  _ = unsafe rmdir(path)
}
