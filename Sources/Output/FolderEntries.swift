#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The entries of a folder.
public enum FolderEntries {
  /// The names in the folder at `path`, in no order; none where it cannot be read.
  public static func names(in path: String) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes the folder at `path` with all that is in it; links are removed and not followed.
  public static func removeTree(_ path: String) {
    for name in names(in: path) {
      let inner = "\(path)/\(name)"
      var status = stat()
      guard unsafe lstat(inner, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        removeTree(inner)
      } else {
        _ = unsafe unlink(inner)
      }
    }
    _ = unsafe rmdir(path)
  }
}
