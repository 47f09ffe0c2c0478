/// Pages of a database in memory, filled one B-tree after the other with entries in their order.
///
/// Source of the layout: SQLite, "Database File Format", section 1.6, "B-tree Pages" (2004).
final class ImagePages {
  /// The size of a page, the largest that there is: entries of up to 16,000 bytes lie whole in it.
  static let pageSize = 65_536

  /// What a tree is of.
  enum Tree {
    /// Rows by their ids.
    case table
    /// Entries that are their own keys.
    case index
  }

  /// The bytes of all pages; valid until the next is added.
  private(set) var bytes: UnsafeMutableRawPointer
  /// How many pages there are; the first is the header's.
  private(set) var count = 1
  private var capacity: Int

  private var tree = Tree.table
  /// The full leaves of the tree, each with what its interior page says of it.
  private var leaves: [(page: Int, divider: [UInt8])] = []
  /// Where the entries of the page that is being filled begin, how many there are, and how long the
  /// last of them is.
  private var contentStart = 0
  private var entryCount = 0
  private var lastLength = 0
  private var lastID: Int64 = 0

  init() {
    capacity = 16 * Self.pageSize
    bytes = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { bytes.deallocate() }

  /// Forgets all pages but the header's.
  func clear() { count = 1 }

  /// Begins a tree.
  func begin(_ tree: Tree) {
    self.tree = tree
    leaves.removeAll(keepingCapacity: true)
    beginPage()
  }

  /// Adds an entry behind all others of the tree: its length, its id in a table, and its record.
  func append(id: Int64, header: UnsafeRawBufferPointer, values: UnsafeRawBufferPointer) {
    var prefix: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &prefix) { prefix in
      let start = prefix.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
      var place = start
      Varint.write(UInt64(header.count + values.count), at: &place)
      if tree == .table { Varint.write(UInt64(bitPattern: id), at: &place) }
      let length = place - start
      append(id: id, UnsafeRawBufferPointer(start: start, count: length), header, values)
    }
  }

  private func append(
    id: Int64, _ prefix: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer,
    _ values: UnsafeRawBufferPointer
  ) {
    let length = prefix.count + header.count + values.count
    if contentStart - length < 8 + 2 * (entryCount + 1) { endLeaf() }
    contentStart -= length
    let page = page(count)
    var place = page + contentStart
    place.copyMemory(from: prefix.baseAddress.unsafelyUnwrapped, byteCount: prefix.count)
    place += prefix.count
    place.copyMemory(from: header.baseAddress.unsafelyUnwrapped, byteCount: header.count)
    place += header.count
    place.copyMemory(from: values.baseAddress.unsafelyUnwrapped, byteCount: values.count)
    Self.store(UInt16(contentStart), page + 8 + 2 * entryCount)
    entryCount += 1
    lastLength = length
    lastID = id
  }

  /// Ends the tree; returns the number of its root page.
  func end() -> Int {
    endPage(type: tree == .table ? 0x0D : 0x0A)
    guard !leaves.isEmpty else { return count }
    let last = count
    beginPage()
    let page = page(count)
    for (child, divider) in leaves {
      contentStart -= 4 + divider.count
      precondition(contentStart >= 12 + 2 * (entryCount + 1), "an image has too many pages")
      Self.store(UInt32(child), page + contentStart)
      divider.withUnsafeBytes { bytes in
        (page + contentStart + 4).copyMemory(
          from: bytes.baseAddress.unsafelyUnwrapped, byteCount: bytes.count)
      }
      Self.store(UInt16(contentStart), page + 12 + 2 * entryCount)
      entryCount += 1
    }
    endPage(type: tree == .table ? 0x05 : 0x02)
    Self.store(UInt32(last), page + 8)
    return count
  }

  /// Ends a leaf that is full and begins the next.
  private func endLeaf() {
    let divider: [UInt8]
    switch tree {
    case .table:
      // The interior page says up to which id the leaf goes.
      divider = Varint.bytes(UInt64(bitPattern: lastID))
    case .index:
      // The last entry stands in the interior page instead.
      divider = Array(UnsafeRawBufferPointer(start: page(count) + contentStart, count: lastLength))
      contentStart += lastLength
      entryCount -= 1
    }
    endPage(type: tree == .table ? 0x0D : 0x0A)
    leaves.append((count, divider))
    beginPage()
  }

  private func beginPage() {
    count += 1
    if count * Self.pageSize > capacity {
      let grown = UnsafeMutableRawPointer.allocate(byteCount: 2 * capacity, alignment: 16)
      grown.copyMemory(from: bytes, byteCount: capacity)
      bytes.deallocate()
      bytes = grown
      capacity *= 2
    }
    contentStart = Self.pageSize
    entryCount = 0
  }

  /// Writes what a page says of itself; the interior kind has its last child behind it.
  private func endPage(type: UInt8) {
    Self.storeHeader(
      type: type, entries: entryCount, contentStart: contentStart, at: page(count))
  }

  static func storeHeader(
    type: UInt8, entries: Int, contentStart: Int, at place: UnsafeMutableRawPointer
  ) {
    place.storeBytes(of: type, as: UInt8.self)
    store(UInt16(0), place + 1)
    store(UInt16(entries), place + 3)
    // The page's size does not fit, and stands as 0.
    store(UInt16(truncatingIfNeeded: contentStart), place + 5)
    place.storeBytes(of: 0, toByteOffset: 7, as: UInt8.self)
  }

  func page(_ number: Int) -> UnsafeMutableRawPointer { bytes + (number - 1) * Self.pageSize }

  /// Stores a number with its high byte first, at any place.
  static func store(_ number: some FixedWidthInteger, _ place: UnsafeMutableRawPointer) {
    place.storeBytes(of: number.bigEndian, as: type(of: number))
  }
}
