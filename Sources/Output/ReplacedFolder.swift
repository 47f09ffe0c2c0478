#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder that makes way for a new one of its name.
///
/// There is no call that exchanges two folders everywhere: the old one is renamed first, and until
/// the new one gets its name there is none at all. A program that is killed in between leaves the
/// old folder under a hidden name, from which ``restore(_:)`` brings it back.
public struct ReplacedFolder: ~Copyable {
  /// Where the old folder is meanwhile.
  public let path: String
  private let place: String
  private let descriptor: Int32

  /// Renames the folder at `place`.
  ///
  /// - Throws: ``FileError`` where that is not allowed, or another program is replacing it.
  public init(_ place: String) throws(FileError) {
    let path = HiddenName(for: place, .replaced).random()
    // The lock says that this program is at work, and not one that was killed.
    let descriptor = unsafe open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let isHeld = descriptor >= 0 && FileLock.take(descriptor) == .held
    guard descriptor >= 0, !isHeld, unsafe rename(place, path) == 0 else {
      let code = isHeld ? EBUSY : errno
      _ = close(descriptor)
      throw FileError(path: place, action: .create, code: code)
    }
    (self.path, self.place, self.descriptor) = (path, place, descriptor)
  }

  deinit { _ = close(descriptor) }

  /// Gives the old folder its name back.
  public func putBack() { _ = unsafe rename(path, place) }

  /// Removes the old folder, once the new one has its name.
  public func remove() {
    PendingFile.synchronizeFolder(of: place)
    FolderEntries.removeTree(path)
  }

  /// Brings back what a killed program renamed, or removes it where the new folder is there.
  public static func restore(_ place: String) {
    let name = HiddenName(for: place, .replaced)
    for entry in FolderEntries.names(in: name.folderPath) where name.matches(entry) {
      let path = "\(name.folder)\(entry)"
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { _ = close(descriptor) }
      var status = stat()
      guard unsafe fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
        FileLock.take(descriptor) == .taken, FileLock.isOf(descriptor, path: path)
      else { continue }
      if unsafe access(place, F_OK) == 0 {
        FolderEntries.removeTree(path)
      } else {
        _ = unsafe rename(path, place)
      }
    }
  }
}
