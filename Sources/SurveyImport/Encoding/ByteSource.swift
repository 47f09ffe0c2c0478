/// What a reader takes its bytes from, in order and once.
protocol ByteSource: AnyObject {
  /// What messages call it.
  var name: String { get }
  /// Fills `buffer` with the next bytes; 0 at the end, and only there.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int
}

extension InputFile: ByteSource {}

/// A source whose first bytes can be looked at before they are read.
final class SampledInput: ByteSource {
  var name: String { source.name }
  /// The first bytes.
  let sample: [UInt8]
  /// Whether ``sample`` is all there is.
  let isWhole: Bool
  private let source: any ByteSource
  private var position = 0

  /// Reads the first `count` bytes of `source`, or all where there are fewer.
  init(_ source: any ByteSource, count: Int) throws(ImportError) {
    self.source = source
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var filled = 0
    var isAtEnd = false
    while filled < count, !isAtEnd {
      let got = try unsafe source.read(
        into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      filled += got
      isAtEnd = got == 0
    }
    sample = unsafe Array(buffer[..<filled])
    isWhole = isAtEnd
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard position < sample.count else {
      return isWhole ? 0 : try unsafe source.read(into: buffer)
    }
    let slice = sample[position...].prefix(buffer.count)
    unsafe buffer.copyBytes(from: slice)
    position += slice.count
    return slice.count
  }
}
