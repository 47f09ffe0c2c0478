/// A dictionary from bytes to row ids, which copies each key once into one arena.
struct ByteDictionary {
  private var arena: [UInt8] = []
  private var entries: [Entry] = []
  /// Indices into `entries` plus 1, by hash.
  ///
  /// 0 is free. The size is a power of two.
  private var slots: [Int32] = Array(repeating: 0, count: 64)

  private struct Entry {
    var start: Int
    var count: Int
    var hash: UInt64
    var value: Int64?
  }

  /// The value of `key`; nil where it is not there.
  func value(_ key: UnsafeRawBufferPointer) -> Int64? {
    let index = unsafe find(key, hash: Self.hash(key))
    return index.flatMap { entries[$0].value }
  }

  /// Sets the value of `key`; nil takes it away.
  mutating func set(_ key: UnsafeRawBufferPointer, to value: Int64?) {
    let hash = unsafe Self.hash(key)
    if let index = unsafe find(key, hash: hash) {
      entries[index].value = value
      return
    }
    if (entries.count + 1) * 2 > slots.count { rehash() }
    entries.append(.init(start: arena.count, count: key.count, hash: hash, value: value))
    unsafe arena.append(contentsOf: key)
    put(entries.count - 1)
  }

  private func find(_ key: UnsafeRawBufferPointer, hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      let entry = entries[index]
      if entry.hash == hash, entry.count == key.count,
        unsafe arena[entry.start..<entry.start + entry.count].elementsEqual(key)
      {
        return index
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func put(_ index: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(index + 1)
  }

  private mutating func rehash() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for index in entries.indices { put(index) }
  }

  /// FNV-1a over the bytes, mixed once more so that the low bits are good.
  private static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<key.count {
      hash = (hash ^ UInt64(unsafe key[index])) &* 0x0100_0000_01B3
    }
    hash ^= hash >> 32
    return hash &* 0x9E37_79B9_7F4A_7C15 ^ (hash >> 29)
  }
}
