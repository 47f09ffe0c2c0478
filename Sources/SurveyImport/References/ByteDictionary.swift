#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A dictionary from bytes to row ids, which copies each key once to stand beside its id.
///
/// A look-up touches one slot and one entry, so that it stays quick where neither is in the
/// processor's cache.
@safe final class ByteDictionary {
  /// Entries: the id, the length of the key, the key, up to the next multiple of eight.
  private var arena: UnsafeMutableRawPointer
  private var used = 0
  private var capacity = 1 << 12
  private var count = 0
  /// By hash, the place of an entry in the arena, in multiples of eight, plus 1, and above it the
  /// upper half of the hash; 0 is free.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask = 255

  private static let header = 16
  /// The id of a key that was taken away.
  private static let absent = Int64.min

  init() {
    unsafe arena = Self.memory(realloc(nil, capacity))
    unsafe slots = .allocate(capacity: mask + 1)
    unsafe slots.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    unsafe free(arena)
    unsafe slots.deallocate()
  }

  private static func memory(_ start: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
    guard let start = unsafe start else { fatalError("out of memory") }
    return unsafe start
  }

  /// The value of `key`; nil where it is not there.
  func value(_ key: UnsafeRawBufferPointer) -> Int64? {
    guard let entry = unsafe find(key, hash: Self.hash(key)) else { return nil }
    let value = unsafe entry.load(as: Int64.self)
    return value == Self.absent ? nil : value
  }

  /// Sets the value of `key`; nil takes it away.
  func set(_ key: UnsafeRawBufferPointer, to value: Int64?) {
    let hash = unsafe Self.hash(key)
    if let entry = unsafe find(key, hash: hash) {
      unsafe entry.storeBytes(of: value ?? Self.absent, as: Int64.self)
      return
    }
    if (count + 1) * 2 > mask + 1 { rehash() }
    let length = (Self.header + key.count + 7) & ~7
    if used + length > capacity { grow(to: used + length) }
    unsafe (arena + used).storeBytes(of: value ?? Self.absent, as: Int64.self)
    unsafe (arena + used + 8).storeBytes(of: key.count, as: Int.self)
    if let bytes = key.baseAddress {
      unsafe (arena + used + Self.header).copyMemory(from: bytes, byteCount: key.count)
    }
    put(UInt64(used / 8 + 1), hash: hash)
    used += length
    count += 1
  }

  private func find(
    _ key: UnsafeRawBufferPointer, hash: UInt64
  ) -> UnsafeMutableRawPointer? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = unsafe slots[slot]
      guard found != 0 else { return nil }
      if found >> 32 == hash >> 32 {
        let entry = unsafe arena + Int(found & 0xFFFF_FFFF - 1) * 8
        if unsafe entry.load(fromByteOffset: 8, as: Int.self) == key.count,
          unsafe Self.areEqual(entry + Self.header, key)
        {
          return unsafe entry
        }
      }
      slot = (slot + 1) & mask
    }
  }

  private static func areEqual(
    _ one: UnsafeMutableRawPointer, _ other: UnsafeRawBufferPointer
  ) -> Bool {
    guard let start = other.baseAddress else { return true }
    var place = 0
    while place + 8 <= other.count {
      guard
        unsafe one.load(fromByteOffset: place, as: UInt64.self)
          == start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      else { return false }
      place += 8
    }
    while place < other.count {
      guard unsafe one.load(fromByteOffset: place, as: UInt8.self) == other[place] else {
        return false
      }
      place += 1
    }
    return true
  }

  private func put(_ place: UInt64, hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while unsafe slots[slot] != 0 { slot = (slot + 1) & mask }
    unsafe slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | place
  }

  private func grow(to size: Int) {
    capacity = max(2 * capacity, size)
    // Large memory is moved by its pages, without a second copy.
    unsafe arena = Self.memory(realloc(arena, capacity))
  }

  private func rehash() {
    unsafe slots.deallocate()
    mask = 2 * mask + 1
    unsafe slots = .allocate(capacity: mask + 1)
    unsafe slots.initialize(repeating: 0, count: mask + 1)
    var place = 0
    while place < used {
      let entry = unsafe arena + place
      let length = unsafe entry.load(fromByteOffset: 8, as: Int.self)
      let key = unsafe UnsafeRawBufferPointer(start: entry + Self.header, count: length)
      put(UInt64(place / 8 + 1), hash: unsafe Self.hash(key))
      place += (Self.header + length + 7) & ~7
    }
  }

  /// Eight bytes at a time, each mixed by a multiplication.
  private static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
    var hash = 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.count)
    var place = 0
    while place + 8 <= key.count {
      hash = mixed(unsafe key.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ hash)
      place += 8
    }
    var last: UInt64 = 0
    while place < key.count {
      last = (last << 8) | UInt64(unsafe key[place])
      place += 1
    }
    return mixed(hash ^ last)
  }

  private static func mixed(_ bits: UInt64) -> UInt64 {
    let product = bits.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
