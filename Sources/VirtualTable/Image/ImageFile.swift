import SQLite

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The file that an image is written to, page after page.
///
/// Its maker holds a lock on it, so that the next one sees which files were left by programs that were
/// killed, and removes those.
final class ImageFile: PageStore {
  /// Where the file is until ``removeName()``.
  let path: String
  private let descriptor: Int32
  private var hasName: Bool
  /// The error that kept a page from being written; later pages are not tried.
  private(set) var failure: Int32?

  /// Makes an empty file whose path begins with `prefix`.
  ///
  /// - Throws: ``SQLiteError`` where none can be made there.
  init(prefix: String) throws(SQLiteError) {
    Self.removeLeftovers(prefix)
    var template = Array("\(prefix)-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    hasName = descriptor >= 0
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      throw SQLiteError(
        code: .cannotOpen,
        message:
          "no file for the rows can be made beside the database: \(String(cString: strerror(errno)))"
      )
    }
    flock(descriptor, LOCK_EX)
  }

  /// Removes the files of that prefix which no program holds any more.
  private static func removeLeftovers(_ prefix: String) {
    let end = prefix.lastIndex(of: "/")
    let folder = end.map { String(prefix[...$0]) } ?? "./"
    let start = end.map { prefix[prefix.index(after: $0)...] } ?? prefix[...]
    guard let entries = opendir(folder) else { return }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix("\(start)-"), name.utf8.count == start.utf8.count + 7 else { continue }
      let left = open(folder + name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard left >= 0 else { continue }
      if isPages(left), flock(left, LOCK_EX | LOCK_NB) == 0 { unlink(folder + name) }
      close(left)
    }
  }

  /// Whether a file is one that is written here: pages, of this user and for nobody else.
  ///
  /// One without pages may have been made this moment, and not be locked yet.
  private static func isPages(_ descriptor: Int32) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o777 == 0o600
      && status.st_uid == geteuid() && status.st_size > 0
      && Int(status.st_size) % ImagePages.pageSize == 0
  }

  deinit {
    removeName()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Takes the file's name away, so that it is gone however the program ends.
  func removeName() {
    guard hasName else { return }
    unlink(path)
    hasName = false
  }

  func write(_ page: UnsafeMutableRawPointer, number: Int) {
    var done = 0
    while failure == nil, done < ImagePages.pageSize {
      let offset = (number - 1) * ImagePages.pageSize + done
      let count = pwrite(descriptor, page + done, ImagePages.pageSize - done, off_t(offset))
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        failure = count == 0 ? ENOSPC : errno
      }
    }
  }

  /// Throws where a page could not be written.
  func check() throws(SQLiteError) {
    guard let failure else { return }
    let isFull = [ENOSPC, EFBIG, EDQUOT].contains(failure)
    throw SQLiteError(
      code: isFull ? .full : .inputOutput,
      message: "the rows cannot be kept in a file beside the database: "
        + String(cString: strerror(failure)))
  }
}
