import ClusterStore
import Crypto

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The bytes of a file, of standard input, or of text in memory, each read once from the beginning.
///
/// Size and SHA-256 are of all bytes as they came.
final class InputFile {
  /// What messages and the journal call it.
  let name: String
  /// How many bytes there are in all; nil where that cannot be told, as of a pipe.
  let size: Int?
  /// When it was last modified, in seconds since 1970; nil where that cannot be told.
  let modifiedAt: Int64?
  /// How many bytes have been read.
  private(set) var byteCount = 0
  private var hasher = SHA256()
  private let origin: Origin
  private var chunk = Int.max

  private enum Origin {
    case descriptor(Int32)
    case memory([UInt8])
  }

  /// Opens the file at `path`; `-` is standard input.
  init(path: String) throws(ImportError) {
    name = path
    if path == "-" {
      origin = .descriptor(STDIN_FILENO)
      (size, modifiedAt) = (nil, nil)
      return
    }
    // A pipe that nobody writes to yet is waited for where it is read.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .unreadable(file: path, reason: unsafe String(cString: strerror(errno)))
    }
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    if isKnown, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw .unreadable(file: path, reason: "it is a folder")
    }
    let isFile = isKnown && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(status.st_size) : nil
    #if canImport(Glibc)
    modifiedAt = isFile ? Int64(status.st_mtim.tv_sec) : nil
    #else
    modifiedAt = isFile ? Int64(status.st_mtimespec.tv_sec) : nil
    #endif
    origin = .descriptor(descriptor)
  }

  /// Reads from `bytes`, which are called `name`, at most `chunk` of them at a time.
  init(name: String, bytes: [UInt8], chunk: Int = .max, modifiedAt: Int64? = nil) {
    self.modifiedAt = modifiedAt
    self.name = name
    self.chunk = chunk
    size = bytes.count
    origin = .memory(bytes)
  }

  deinit {
    if case .descriptor(let descriptor) = origin, descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// Fills `buffer` with the next bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let count: Int
    switch origin {
    case .descriptor(let descriptor):
      var got: Int
      repeat {
        guard Interruption.waitForInput(descriptor) else {
          throw .unreadable(file: name, reason: "the reading was interrupted")
        }
        got = unsafe sysRead(descriptor, buffer)
      } while got < 0 && (errno == EINTR || errno == EAGAIN)
      guard got >= 0 else {
        throw .unreadable(file: name, reason: unsafe String(cString: strerror(errno)))
      }
      count = got
    case .memory(let bytes):
      let slice = bytes.dropFirst(byteCount).prefix(min(chunk, buffer.count))
      unsafe buffer.copyBytes(from: slice)
      count = slice.count
    }
    unsafe hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    byteCount += count
    return count
  }

  /// The SHA-256 of what has been read, in hexadecimal.
  var sha256: String { hasher.finalize().hexadecimal }
}

private func sysRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(descriptor, buffer.baseAddress, buffer.count)
}
