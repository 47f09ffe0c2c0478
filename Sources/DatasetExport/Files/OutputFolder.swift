#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Output

/// A folder of files that appears whole or not at all.
///
/// It is written under a hidden name beside its place and gets its own name at the end. A folder
/// that is there is replaced only where it is empty or, by force, where it holds nothing that the
/// new one does not hold too: what else a user keeps in it is never lost.
public final class OutputFolder {
  /// The path as it was given.
  public let path: String
  /// The folder that a link leads to, which is replaced, and not the link.
  private let target: String
  /// Where the files are until ``commit()``.
  public var temporary: String { entry.path }
  private let entry: TemporaryEntry
  private let isForced: Bool
  private var files: [String] = []
  private var folders: [String] = []
  private var isOpen = true

  /// Begins the folder at `path`.
  ///
  /// - Parameters:
  ///   - path: Where it is to be.
  ///   - force: Whether a folder that is there with the same files may be replaced.
  /// - Throws: ``ExportError/exists(path:)``, ``ExportError/isNoFolder(path:)`` or
  ///   ``ExportError/cannotCreate(path:code:)``.
  public init(path: String, force: Bool = false) throws(ExportError) {
    self.path = path
    isForced = force
    var place = path
    while place.count > 1, place.hasSuffix("/") { place.removeLast() }
    target = OutputFile.resolved(place)
    ReplacedFolder.restore(target)
    switch FolderContents.kind(of: path) {
    case .absent: break
    case .file: throw .isNoFolder(path: path)
    case .folder:
      let isEmpty = try FolderContents(path).isEmpty
      guard force || isEmpty else { throw .exists(path: path) }
    }
    do {
      entry = try TemporaryEntry(for: target, kind: .folder)
    } catch {
      throw .cannotCreate(path: path, code: error.code)
    }
    // Not all that writes into the folder goes through a sink.
    OutputSink.outliveSignals()
  }

  deinit { discard() }

  /// Whether the file at `path` lies in the folder at `folder`, over links.
  public static func holds(_ path: String, in folder: String) -> Bool {
    OutputFile.resolved(path).hasPrefix(OutputFile.resolved(folder) + "/")
  }

  /// Writes a file of the folder; it is gone again where `body` throws.
  ///
  /// - Parameters:
  ///   - name: Its path in the folder; folders on the way are made.
  ///   - isExecutable: Whether it can be run.
  ///   - body: Writes it.
  /// - Returns: What `body` returns.
  /// - Throws: ``ExportError``, or what `body` throws.
  @discardableResult
  public func write<Result>(
    _ name: String, isExecutable: Bool = false, _ body: (OutputSink) throws -> Result
  ) throws -> Result {
    try makeFolders(of: name)
    let file = "\(temporary)/\(name)"
    do {
      let result = try OutputFile.write(inPendingFolder: file, body)
      if isExecutable { _ = unsafe chmod(file, 0o755) }
      files.append(name)
      return result
    } catch ExportError.cannotWrite(_, let code) {
      throw ExportError.cannotWrite(path: "\(path)/\(name)", code: code)
    } catch ExportError.cannotCreate(_, let code) {
      throw ExportError.cannotCreate(path: "\(path)/\(name)", code: code)
    }
  }

  /// A file of the folder that is written bit by bit.
  struct Part {
    fileprivate let file: OutputFile

    /// What writes to it.
    var sink: OutputSink { file.sink }

    /// Ends the file.
    func commit() throws(ExportError) { try file.commit() }
  }

  /// Begins a file of the folder, beside others that are being written.
  func begin(_ name: String) throws(ExportError) -> Part {
    try makeFolders(of: name)
    files.append(name)
    return Part(file: try OutputFile(inPendingFolder: "\(temporary)/\(name)"))
  }

  /// Takes a file that something else writes at the path given to `body`.
  @discardableResult
  public func place<Result>(_ name: String, _ body: (String) throws -> Result) throws -> Result {
    try makeFolders(of: name)
    files.append(name)
    return try body("\(temporary)/\(name)")
  }

  /// Gives the folder its name.
  ///
  /// - Throws: ``ExportError/holdsMore(path:file:)`` where a folder that was to be replaced holds
  ///   other files, or another ``ExportError``; the new folder is then gone.
  public func commit() throws(ExportError) {
    guard isOpen else { return }
    do throws(ExportError) {
      try publish()
      isOpen = false
    } catch {
      discard()
      throw error
    }
  }

  /// Gives the folder up: nothing of it stays.
  public func discard() {
    guard isOpen else { return }
    isOpen = false
    FolderEntries.removeTree(temporary)
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

  private func makeFolders(of name: String) throws(ExportError) {
    var folder = ""
    for part in name.split(separator: "/").dropLast() {
      folder += folder.isEmpty ? "\(part)" : "/\(part)"
      guard !folders.contains(folder) else { continue }
      guard unsafe mkdir("\(temporary)/\(folder)", 0o777) == 0 else {
        throw .cannotCreate(path: "\(path)/\(folder)", code: errno)
      }
      folders.append(folder)
    }
  }

  private func publish() throws(ExportError) {
    guard FolderContents.kind(of: target) == .folder else {
      try give(temporary, name: target)
      PendingFile.synchronizeFolder(of: target)
      return
    }
    let old = try makeWay()
    do throws(ExportError) {
      try requireNoMore(in: FolderContents(old.path))
      try give(temporary, name: target)
    } catch {
      old.putBack()
      throw error
    }
    old.remove()
  }

  private func makeWay() throws(ExportError) -> ReplacedFolder {
    do {
      return try ReplacedFolder(target)
    } catch {
      throw .cannotCreate(path: path, code: error.code)
    }
  }

  /// Refuses to replace a folder that holds what the new one does not hold.
  private func requireNoMore(in old: FolderContents) throws(ExportError) {
    guard isForced || old.isEmpty else { throw .exists(path: path) }
    let known = Set(files)
    if let file = old.files.first(where: { !known.contains($0) }) {
      throw .holdsMore(path: path, file: file)
    }
  }

  private func give(_ folder: String, name: String) throws(ExportError) {
    guard unsafe rename(folder, name) == 0 else { throw .cannotCreate(path: path, code: errno) }
  }
}

/// The files and folders below a folder, by their paths in it.
private struct FolderContents {
  private(set) var files: [String] = []
  private(set) var folders: [String] = []

  enum Kind { case absent, file, folder }

  var isEmpty: Bool { files.isEmpty && folders.isEmpty }

  init(_ path: String) throws(ExportError) { try add("", of: path) }

  private mutating func add(_ prefix: String, of path: String) throws(ExportError) {
    let folder = prefix.isEmpty ? path : "\(path)/\(prefix)"
    guard unsafe access(folder, R_OK | X_OK) == 0 else {
      throw .cannotCreate(path: path, code: errno)
    }
    for name in FolderEntries.names(in: folder) {
      let inner = prefix.isEmpty ? name : "\(prefix)/\(name)"
      var status = stat()
      let isFolder =
        unsafe lstat("\(path)/\(inner)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      guard isFolder else {
        files.append(inner)
        continue
      }
      folders.append(inner)
      try add(inner, of: path)
    }
  }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return .absent }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }
}
