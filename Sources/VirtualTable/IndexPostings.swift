/// What an index over whole numbers will hold: for each combination of numbers the ids of its rows,
/// in their order, as the distances between them.
///
/// An id takes a byte or two, so that an index of ten million rows fits in memory and needs no
/// sorting but that of its keys.
final class IndexPostings {
  /// What stands for NULL, which comes before every number.
  static let null = Int64.min

  private let width: Int
  /// The numbers of all keys, ``width`` for each.
  private var keys: [Int64] = []
  private var lists: [List] = []
  /// Places in ``lists`` plus 1, by hash; 0 is free.
  private var slots = [Int32](repeating: 0, count: 256)
  private var lastPlace = -1
  /// Blocks of ``blockSize`` bytes, of which the first four are the number of the next.
  private var blocks: UnsafeMutableRawPointer
  private var blockCount = 0
  private var blockLimit = 1024
  private static let blockSize = 64

  private struct List {
    var first: Int32
    var last: Int32
    /// How much of the last block is used.
    var used = 4
    var lastID: Int64 = 0
  }

  /// Prepares an index of so many columns.
  init(columns: Int) {
    width = columns
    blocks = .allocate(byteCount: blockLimit * Self.blockSize, alignment: 16)
  }

  deinit { blocks.deallocate() }

  /// Adds a row, whose id is above those before it.
  func append(_ numbers: UnsafePointer<Int64>, id: Int64) {
    let place = place(of: numbers)
    var distance = UInt64(bitPattern: id - lists[place].lastID)
    lists[place].lastID = id
    while distance >= 0x80 {
      append(UInt8(truncatingIfNeeded: distance) | 0x80, to: place)
      distance >>= 7
    }
    append(UInt8(truncatingIfNeeded: distance), to: place)
  }

  /// Gives `body` the numbers and the id of every row, in the order of an index.
  func forEach(_ body: (UnsafePointer<Int64>, Int64) -> Void) {
    let order = lists.indices.sorted { one, other in
      for column in 0..<width where keys[one * width + column] != keys[other * width + column] {
        return keys[one * width + column] < keys[other * width + column]
      }
      return false
    }
    keys.withUnsafeBufferPointer { keys in
      guard let start = keys.baseAddress else { return }
      for place in order { forEachID(of: lists[place]) { body(start + place * width, $0) } }
    }
  }

  private func forEachID(of list: List, _ body: (Int64) -> Void) {
    var block = list.first
    var (id, distance, shift): (Int64, UInt64, UInt64) = (0, 0, 0)
    while true {
      let start = blocks + Int(block) * Self.blockSize
      let end = block == list.last ? list.used : Self.blockSize
      for offset in 4..<end {
        let byte = start.load(fromByteOffset: offset, as: UInt8.self)
        distance |= UInt64(byte & 0x7F) << shift
        shift += 7
        guard byte < 0x80 else { continue }
        id += Int64(bitPattern: distance)
        body(id)
        (distance, shift) = (0, 0)
      }
      guard block != list.last else { return }
      block = start.load(as: Int32.self)
    }
  }

  private func append(_ byte: UInt8, to place: Int) {
    if lists[place].used == Self.blockSize {
      let next = newBlock()
      (blocks + Int(lists[place].last) * Self.blockSize).storeBytes(of: next, as: Int32.self)
      lists[place].last = next
      lists[place].used = 4
    }
    let offset = Int(lists[place].last) * Self.blockSize + lists[place].used
    blocks.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    lists[place].used += 1
  }

  private func newBlock() -> Int32 {
    if blockCount == blockLimit {
      let grown = UnsafeMutableRawPointer.allocate(
        byteCount: 2 * blockLimit * Self.blockSize, alignment: 16)
      grown.copyMemory(from: blocks, byteCount: blockLimit * Self.blockSize)
      blocks.deallocate()
      blocks = grown
      blockLimit *= 2
    }
    blockCount += 1
    return Int32(blockCount - 1)
  }

  private func place(of numbers: UnsafePointer<Int64>) -> Int {
    if lastPlace >= 0, isKey(lastPlace, numbers) { return lastPlace }
    let mask = slots.count - 1
    var slot = Self.hash(numbers, width) & mask
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if isKey(place, numbers) {
        lastPlace = place
        return place
      }
      slot = (slot + 1) & mask
    }
    let block = newBlock()
    lists.append(List(first: block, last: block))
    for column in 0..<width { keys.append(numbers[column]) }
    slots[slot] = Int32(lists.count)
    lastPlace = lists.count - 1
    if lists.count * 2 > slots.count { rehash() }
    return lastPlace
  }

  private func isKey(_ place: Int, _ numbers: UnsafePointer<Int64>) -> Bool {
    for column in 0..<width where keys[place * width + column] != numbers[column] { return false }
    return true
  }

  private func rehash() {
    slots = [Int32](repeating: 0, count: 2 * slots.count)
    let mask = slots.count - 1
    keys.withUnsafeBufferPointer { keys in
      for place in lists.indices {
        var slot = Self.hash(keys.baseAddress.unsafelyUnwrapped + place * width, width) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(place + 1)
      }
    }
  }

  private static func hash(_ numbers: UnsafePointer<Int64>, _ width: Int) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for column in 0..<width {
      hash = (hash ^ UInt64(bitPattern: numbers[column])) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    return Int(truncatingIfNeeded: hash >> 1)
  }
}
