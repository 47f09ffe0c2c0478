import CSQLite

/// What the pages of an image are written to.
protocol PageStore: AnyObject {
  /// Takes the page of that number, from 1.
  func write(_ page: UnsafeMutableRawPointer, number: Int)
}

/// Pages in memory, one behind the other, which SQLite can take over.
final class ImageMemory: PageStore {
  private var bytes: UnsafeMutableRawPointer?
  private var capacity = 0

  deinit { sqlite3_free(bytes) }

  func write(_ page: UnsafeMutableRawPointer, number: Int) {
    if number > capacity {
      capacity = max(16, number, 2 * capacity)
      bytes = sqlite3_realloc64(bytes, UInt64(capacity * ImagePages.pageSize))
    }
    self.page(number).copyMemory(from: page, byteCount: ImagePages.pageSize)
  }

  /// The page of that number, which has been written.
  func page(_ number: Int) -> UnsafeMutableRawPointer {
    guard let bytes else { fatalError("out of memory") }
    return bytes + (number - 1) * ImagePages.pageSize
  }

  /// Gives the pages away, to be freed by SQLite, and begins with none.
  func handOver() -> UnsafeMutablePointer<UInt8>? {
    defer { (bytes, capacity) = (nil, 0) }
    return bytes?.assumingMemoryBound(to: UInt8.self)
  }
}
