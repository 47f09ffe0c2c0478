/// Pages of a database, filled one B-tree after the other with entries in their order.
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

  /// A page of a tree, and what sets it apart from the next of its level: for a table its last id, for
  /// an index the entry between the two.
  private struct Child {
    let page: Int
    let divider: [UInt8]
  }

  /// How many pages there are; the first is the header's.
  private(set) var count = 1
  /// Where pages go when they are full.
  var store: any PageStore
  /// The page that is being filled.
  private let page: UnsafeMutableRawPointer
  private var tree = Tree.table
  private var leaves: [Child] = []
  /// Where its entries begin, how many there are, and how long the last of them is.
  private var contentStart = 0
  private var entryCount = 0
  private var lastLength = 0
  private var lastID: Int64 = 0

  init(_ store: any PageStore) {
    self.store = store
    page = .allocate(byteCount: Self.pageSize, alignment: 16)
    page.initializeMemory(as: UInt8.self, repeating: 0, count: Self.pageSize)
  }

  deinit { page.deallocate() }

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
      append(UnsafeRawBufferPointer(start: start, count: place - start), header, values)
    }
    lastID = id
  }

  private func append(
    _ prefix: UnsafeRawBufferPointer, _ header: UnsafeRawBufferPointer,
    _ values: UnsafeRawBufferPointer
  ) {
    let length = prefix.count + header.count + values.count
    if contentStart - length < 8 + 2 * (entryCount + 1) { endLeaf() }
    contentStart -= length
    var place = page + contentStart
    place.copyMemory(from: prefix.baseAddress.unsafelyUnwrapped, byteCount: prefix.count)
    place += prefix.count
    place.copyMemory(from: header.baseAddress.unsafelyUnwrapped, byteCount: header.count)
    place += header.count
    place.copyMemory(from: values.baseAddress.unsafelyUnwrapped, byteCount: values.count)
    Self.store(UInt16(contentStart), page + 8 + 2 * entryCount)
    entryCount += 1
    lastLength = length
  }

  /// Ends the tree; returns the number of its root page.
  func end() -> Int {
    endPage(type: tree == .table ? 0x0D : 0x0A)
    guard !leaves.isEmpty else { return count }
    var level = leaves + [Child(page: count, divider: [])]
    while level.count > 1 { level = interior(level) }
    return level[0].page
  }

  /// The pages above `children`.
  private func interior(_ children: [Child]) -> [Child] {
    var pages: [Child] = []
    beginPage()
    for (place, child) in children.enumerated() {
      let isLast = place == children.count - 1
      // A page has an entry beside its last child, so that the last two are not set apart.
      let next = place == children.count - 3 ? Self.room(children[place + 1]) : 0
      let isFull = contentStart - 12 - 2 * entryCount < Self.room(child) + next
      // The last child of a page stands in its header, and what comes behind it one level up.
      guard isLast || isFull else {
        contentStart -= 4 + child.divider.count
        Self.store(UInt32(child.page), page + contentStart)
        child.divider.withUnsafeBytes { bytes in
          (page + contentStart + 4).copyMemory(
            from: bytes.baseAddress.unsafelyUnwrapped, byteCount: bytes.count)
        }
        Self.store(UInt16(contentStart), page + 12 + 2 * entryCount)
        entryCount += 1
        continue
      }
      Self.store(UInt32(child.page), page + 8)
      endPage(type: tree == .table ? 0x05 : 0x02)
      pages.append(Child(page: count, divider: child.divider))
      if !isLast { beginPage() }
    }
    return pages
  }

  /// The bytes that a child takes in the page above it.
  private static func room(_ child: Child) -> Int { 4 + child.divider.count + 2 }

  /// Ends a leaf that is full and begins the next.
  private func endLeaf() {
    let divider: [UInt8]
    switch tree {
    case .table: divider = Varint.bytes(UInt64(bitPattern: lastID))
    case .index:
      // The last entry stands in the interior page instead.
      divider = Array(UnsafeRawBufferPointer(start: page + contentStart, count: lastLength))
      contentStart += lastLength
      entryCount -= 1
    }
    endPage(type: tree == .table ? 0x0D : 0x0A)
    leaves.append(Child(page: count, divider: divider))
    beginPage()
  }

  private func beginPage() {
    count += 1
    contentStart = Self.pageSize
    entryCount = 0
  }

  private func endPage(type: UInt8) {
    Self.storeHeader(type: type, entries: entryCount, contentStart: contentStart, at: page)
    store.write(page, number: count)
  }

  /// Writes what a page of a tree says of itself.
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

  /// Stores a number with its high byte first, at any place.
  static func store(_ number: some FixedWidthInteger, _ place: UnsafeMutableRawPointer) {
    place.storeBytes(of: number.bigEndian, as: type(of: number))
  }
}
