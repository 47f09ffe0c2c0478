/// Memory in which bytes stay where they are until it is cleared.
@safe final class ByteArena {
  private var chunks: [UnsafeMutableRawBufferPointer]
  private var chunk = 0
  private var used = 0

  init(capacity: Int = 1 << 12) {
    unsafe chunks = [.allocate(byteCount: capacity, alignment: 1)]
  }

  deinit {
    for index in unsafe chunks.indices { unsafe chunks[index].deallocate() }
  }

  /// Gives all of the memory free again.
  func clear() {
    chunk = 0
    used = 0
  }

  /// Copies `bytes` to where they stay until the arena is cleared.
  func keep(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    while unsafe used + bytes.count > chunks[chunk].count {
      chunk += 1
      used = 0
      if unsafe chunk == chunks.count {
        unsafe chunks.append(
          .allocate(byteCount: max(bytes.count, 2 * chunks[chunk - 1].count), alignment: 1))
      }
    }
    let place = unsafe UnsafeMutableRawBufferPointer(
      rebasing: chunks[chunk][used..<used + bytes.count])
    unsafe place.copyBytes(from: bytes)
    used += bytes.count
    return UnsafeRawBufferPointer(place)
  }
}
