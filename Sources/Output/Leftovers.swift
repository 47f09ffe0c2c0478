#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What killed programs left under hidden names.
enum Leftovers {
  /// Removes every entry of `name` that belongs to this user and that no program is working on.
  static func remove(_ name: HiddenName) {
    for entry in FolderEntries.names(in: name.folderPath)
    where name.matches(entry) { remove("\(name.folder)\(entry)") }
  }

  private static func remove(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
      FileLock.take(descriptor) == .taken, FileLock.isOf(descriptor, path: path)
    else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: PendingFile.unlinkDatabase(path)
    case S_IFDIR: FolderEntries.removeTree(path)
    default: return
    }
  }
}
