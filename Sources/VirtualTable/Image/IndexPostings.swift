/// What an index over whole numbers will hold: for each combination of numbers the ids of its rows,
/// in their order, as the distances between them.
///
/// An id takes a byte or two, so that an index of ten million rows fits in memory and needs no
/// sorting but that of its keys.
final class IndexPostings {
  /// What stands for NULL, which comes before every number.
  static let null = Int64.min

  /// How many columns the index has.
  let width: Int
  /// The numbers of all keys, ``width`` for each.
  private var keys = Table<Int64>(capacity: 1024)
  private var lists = Table<List>(capacity: 256)
  /// Places in ``lists`` plus 1, by hash; 0 is free.
  private var slots = Table<Int32>(capacity: 512)
  private var lastPlace = -1
  /// Blocks of ``blockWords`` words: the number of the next block, then bytes of one list.
  private var blocks = Table<UInt32>(capacity: 1 << 14)
  private static let blockWords = 16
  private static let blockBytes = 4 * (blockWords - 1)

  private struct List {
    var first: Int
    var last: Int
    /// How much of the last block is used.
    var used = 0
    var lastID: Int64 = 0
  }

  /// Elements in plain memory, which doubles as they become more.
  private struct Table<Element: BitwiseCopyable> {
    var start: UnsafeMutablePointer<Element>
    var count = 0
    var capacity: Int

    init(capacity: Int) {
      start = .allocate(capacity: capacity)
      self.capacity = capacity
    }

    mutating func append(_ element: Element) {
      if count == capacity {
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
        grown.update(from: start, count: count)
        start.deallocate()
        start = grown
        capacity *= 2
      }
      start[count] = element
      count += 1
    }

    mutating func fill(_ element: Element, count: Int) {
      if count > capacity {
        start.deallocate()
        start = .allocate(capacity: count)
        capacity = count
      }
      start.update(repeating: element, count: count)
      self.count = count
    }
  }

  /// Prepares an index of so many columns.
  init(columns: Int) {
    width = columns
    slots.fill(0, count: 512)
  }

  deinit {
    keys.start.deallocate()
    lists.start.deallocate()
    slots.start.deallocate()
    blocks.start.deallocate()
  }

  /// Adds a row, whose id is above those before it.
  func append(_ numbers: UnsafePointer<Int64>, id: Int64) {
    // A new key may move the lists.
    let place = place(of: numbers)
    let list = lists.start + place
    var distance = UInt64(bitPattern: id - list.pointee.lastID)
    list.pointee.lastID = id
    while distance >= 0x80 {
      append(UInt8(truncatingIfNeeded: distance) | 0x80, to: list)
      distance >>= 7
    }
    append(UInt8(truncatingIfNeeded: distance), to: list)
  }

  /// Gives `body` the numbers and the id of every row, in the order of an index.
  func forEach(_ body: (UnsafePointer<Int64>, Int64) -> Void) {
    let keys = keys.start
    let order = (0..<lists.count).sorted { one, other in
      for column in 0..<width where keys[one * width + column] != keys[other * width + column] {
        return keys[one * width + column] < keys[other * width + column]
      }
      return false
    }
    for place in order {
      forEachID(of: lists.start[place]) { body(keys + place * width, $0) }
    }
  }

  private func forEachID(of list: List, _ body: (Int64) -> Void) {
    var block = list.first
    var (id, distance, shift): (Int64, UInt64, UInt64) = (0, 0, 0)
    while true {
      let bytes = bytes(of: block)
      for offset in 0..<(block == list.last ? list.used : Self.blockBytes) {
        let byte = bytes[offset]
        distance |= UInt64(byte & 0x7F) << shift
        shift += 7
        guard byte < 0x80 else { continue }
        id += Int64(bitPattern: distance)
        body(id)
        (distance, shift) = (0, 0)
      }
      guard block != list.last else { return }
      block = Int(blocks.start[block * Self.blockWords])
    }
  }

  private func bytes(of block: Int) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(blocks.start + block * Self.blockWords + 1)
      .assumingMemoryBound(to: UInt8.self)
  }

  /// Adds a block; returns its number.
  private func addBlock() -> Int {
    for _ in 0..<Self.blockWords { blocks.append(0) }
    return blocks.count / Self.blockWords - 1
  }

  private func append(_ byte: UInt8, to list: UnsafeMutablePointer<List>) {
    if list.pointee.used == Self.blockBytes {
      let next = addBlock()
      blocks.start[list.pointee.last * Self.blockWords] = UInt32(next)
      list.pointee.last = next
      list.pointee.used = 0
    }
    bytes(of: list.pointee.last)[list.pointee.used] = byte
    list.pointee.used += 1
  }

  private func place(of numbers: UnsafePointer<Int64>) -> Int {
    if lastPlace >= 0, isKey(lastPlace, numbers) { return lastPlace }
    let mask = slots.count - 1
    var slot = Self.hash(numbers, width) & mask
    while slots.start[slot] != 0 {
      let place = Int(slots.start[slot]) - 1
      if isKey(place, numbers) {
        lastPlace = place
        return place
      }
      slot = (slot + 1) & mask
    }
    let block = addBlock()
    lists.append(List(first: block, last: block))
    for column in 0..<width { keys.append(numbers[column]) }
    slots.start[slot] = Int32(lists.count)
    lastPlace = lists.count - 1
    if lists.count * 2 > slots.count { rehash() }
    return lastPlace
  }

  private func isKey(_ place: Int, _ numbers: UnsafePointer<Int64>) -> Bool {
    let key = keys.start + place * width
    for column in 0..<width where key[column] != numbers[column] { return false }
    return true
  }

  private func rehash() {
    slots.fill(0, count: 2 * slots.count)
    let mask = slots.count - 1
    for place in 0..<lists.count {
      var slot = Self.hash(keys.start + place * width, width) & mask
      while slots.start[slot] != 0 { slot = (slot + 1) & mask }
      slots.start[slot] = Int32(place + 1)
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
