import Output

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The streams that the program was started with.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  /// Whether a person looks at it.
  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// How many characters fit in a line of it; 100 where it does not say.
  var width: Int {
    var size = winsize()
    let isKnown = unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_col > 0 ? Int(size.ws_col) : 100
  }

  /// Writes a message, of which no part can control a terminal; what cannot be written is let go.
  func write(_ text: String) { draw(VisibleText.lines(text)) }

  /// Writes text that moves the cursor, such as a bar; what cannot be written is let go.
  func draw(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Self.put($0, rawValue) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func put(_ bytes: UnsafeRawBufferPointer, _ stream: Int32) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.write(stream, bytes.baseAddress, bytes.count)
    #else
    unsafe Darwin.write(stream, bytes.baseAddress, bytes.count)
    #endif
  }
}
