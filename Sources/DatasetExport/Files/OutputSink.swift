#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Output

/// Writes bytes to an open file, many at a time.
public final class OutputSink {
  /// What is waiting to be written; formats append to it and then call ``drain()``.
  public var buffer = ByteBuffer()
  /// How many bytes have been written.
  public private(set) var written = 0
  /// The file's name in errors.
  public let name: String
  private let descriptor: Int32
  /// How many bytes are gathered before they are written.
  private static let capacity = 1 << 17

  /// Writes to `descriptor`, which the caller closes.
  ///
  /// From the first sink on, the process is no longer ended by a closed pipe or a limit on the
  /// size of files; writing fails instead.
  public init(descriptor: Int32, name: String) {
    Self.outliveSignals()
    self.descriptor = descriptor
    self.name = name
    isTerminal = isatty(descriptor) == 1
    buffer.reserve(Self.capacity + Self.capacity / 4)
  }

  /// The standard output.
  public static func standardOutput() -> OutputSink {
    OutputSink(descriptor: STDOUT_FILENO, name: "standard output")
  }

  /// Whether a terminal shows what is written.
  public let isTerminal: Bool

  /// Writes what is waiting once it is enough to be worth it.
  ///
  /// - Throws: As ``flush()``.
  @inline(__always)
  public func drain() throws(ExportError) {
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes everything that is waiting.
  ///
  /// - Throws: ``ExportError/closedPipe`` where nobody reads any more, and
  ///   ``ExportError/cannotWrite(path:code:)`` for a full disk and the like.
  public func flush() throws(ExportError) {
    defer { buffer.removeAll() }
    guard !isTerminal else { return try show(buffer.bytes) }
    try require(unsafe buffer.withUnsafeBytes { unsafe put($0) })
  }

  /// Writes `bytes`, behind everything that is waiting.
  ///
  /// - Throws: As ``flush()``.
  public func write(_ bytes: [UInt8]) throws(ExportError) {
    try flush()
    guard !isTerminal else { return try show(bytes) }
    try require(unsafe bytes.withUnsafeBytes { unsafe put($0) })
  }

  /// Writes `bytes` to a terminal, which no cell may control.
  private func show(_ bytes: [UInt8]) throws(ExportError) {
    let text = VisibleText.lines(
      String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
    try require(unsafe Array(text.utf8).withUnsafeBytes { unsafe put($0) })
  }

  /// Writes `bytes`; returns 0, or the code of the failure.
  @unsafe private func put(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var code: Int32 = 0
    var start = 0
    while start < bytes.count, code == 0 {
      let count = unsafe writeBytes(
        descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]))
      if count >= 0 {
        start += count
      } else if errno == EAGAIN {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&wanted, 1, -1)
      } else if errno != EINTR {
        code = errno
      }
    }
    written += start
    return code
  }

  private func require(_ code: Int32) throws(ExportError) {
    switch code {
    case 0: return
    case EPIPE: throw .closedPipe
    default: throw .cannotWrite(path: name, code: code)
    }
  }

  /// Writes all that stands in the file at `path`.
  ///
  /// - Throws: As ``flush()``, and ``ExportError/cannotWrite(path:code:)`` where it cannot be read.
  func append(fileAt path: String) throws(ExportError) {
    let file = openToRead(path)
    guard file >= 0 else { throw .cannotWrite(path: path, code: errno) }
    defer { closeRead(file) }
    var part = [UInt8](repeating: 0, count: Self.capacity)
    while true {
      let count = unsafe part.withUnsafeMutableBytes { unsafe readBytes(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .cannotWrite(path: path, code: errno) }
      guard count > 0 else { return try flush() }
      buffer.append(Array(part[..<count]))
      try flush()
    }
  }

  /// Makes a closed pipe and a limit on the size of files fail a call and not the process.
  static func outliveSignals() { _ = ignoresSignals }

  private static let ignoresSignals: Bool = {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    return true
  }()
}

@unsafe private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(descriptor, bytes.baseAddress, bytes.count)
}

@unsafe private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(descriptor, bytes.baseAddress, bytes.count)
}

private func openToRead(_ path: String) -> Int32 { unsafe open(path, O_RDONLY | O_CLOEXEC) }

private func closeRead(_ descriptor: Int32) { _ = close(descriptor) }
