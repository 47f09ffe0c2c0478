import ClusterStore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file read whole, as text.
enum TextFile {
  /// The text of the file at `path`; `-` is standard input.
  ///
  /// - Throws: ``TextFileError``.
  static func read(_ path: String) throws(TextFileError) -> String {
    // A pipe that nobody writes to yet is waited for where it is read.
    let file = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw TextFileError(path: path, code: errno) }
    defer { if file > 0 { close(file) } }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      guard Interruption.waitForInput(file) else { throw TextFileError(path: path, code: EINTR) }
      let count = unsafe part.withUnsafeMutableBytes { unsafe take(file, $0) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count >= 0 else { throw TextFileError(path: path, code: errno) }
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    // A byte order mark is no part of the text.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TextFileError(path: path, code: EILSEQ)
    }
    return text
  }

  private static func take(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.read(file, bytes.baseAddress, bytes.count)
    #else
    unsafe Darwin.read(file, bytes.baseAddress, bytes.count)
    #endif
  }
}

/// Why a file cannot be read as text.
struct TextFileError: Error, CustomStringConvertible {
  /// The file.
  let path: String
  /// The system's number for what is wrong.
  let code: Int32

  /// Whether the file was read but is no text.
  var isNotText: Bool { code == EILSEQ }

  /// Which file, and what is wrong with it.
  var description: String {
    let name = path == "-" ? "standard input" : path
    return isNotText
      ? "\(name): is not UTF-8. Save it as UTF-8."
      : "\(name): cannot be read (\(unsafe String(cString: strerror(code))))."
  }
}
