/// What the pages of an image are written to.
protocol PageStore: AnyObject {
  /// Takes the page of that number, from 1.
  func write(_ page: UnsafeMutableRawPointer, number: Int)
}

/// Pages in memory, one behind the other.
final class ImageMemory: PageStore {
  /// The bytes of all pages; valid until one is written.
  private(set) var bytes: UnsafeMutableRawPointer
  private var capacity = 16

  init() {
    bytes = .allocate(byteCount: capacity * ImagePages.pageSize, alignment: 16)
  }

  deinit { bytes.deallocate() }

  func write(_ page: UnsafeMutableRawPointer, number: Int) {
    while number > capacity {
      let grown = UnsafeMutableRawPointer.allocate(
        byteCount: 2 * capacity * ImagePages.pageSize, alignment: 16)
      grown.copyMemory(from: bytes, byteCount: capacity * ImagePages.pageSize)
      bytes.deallocate()
      bytes = grown
      capacity *= 2
    }
    (bytes + (number - 1) * ImagePages.pageSize).copyMemory(
      from: page, byteCount: ImagePages.pageSize)
  }

  /// The page of that number.
  func page(_ number: Int) -> UnsafeMutableRawPointer {
    bytes + (number - 1) * ImagePages.pageSize
  }
}
