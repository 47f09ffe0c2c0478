/// The first page of a database: what kind of file it is, and which tables and indexes it has.
///
/// Source of the layout: SQLite, "Database File Format", sections 1.3 and 2.6 (2004).
enum ImageHeader {
  /// A table or index, as `sqlite_schema` has it.
  struct Object {
    let type: String
    let name: String
    let table: String
    let root: Int
    let sql: String

    init(_ type: String, _ name: String, _ table: String, _ root: Int, _ sql: String) {
      (self.type, self.name, self.table, self.root, self.sql) = (type, name, table, root, sql)
    }
  }

  /// Writes the page.
  static func write(_ objects: [Object], pageCount: Int, to store: any PageStore) {
    let page = UnsafeMutableRawPointer.allocate(byteCount: ImagePages.pageSize, alignment: 16)
    defer { page.deallocate() }
    page.initializeMemory(as: UInt8.self, repeating: 0, count: ImagePages.pageSize)
    page.copyMemory(from: "SQLite format 3\u{0}", byteCount: 16)
    // A page of 65,536 bytes stands as 1; then the formats for writing and reading, no reserved
    // bytes, and three fractions that are fixed.
    page.copyBytes([0, 1, 1, 1, 0, 64, 32, 32], to: 16)
    ImagePages.store(UInt32(1), page + 24)  // how often the file was changed
    ImagePages.store(UInt32(pageCount), page + 28)
    ImagePages.store(UInt32(1), page + 40)  // how often its schema was changed
    ImagePages.store(UInt32(4), page + 44)  // the format of its schema
    ImagePages.store(UInt32(1), page + 56)  // UTF-8
    ImagePages.store(UInt32(1), page + 92)  // the number of pages is that of this change
    ImagePages.store(UInt32(3_040_000), page + 96)  // the version that wrote it
    var start = ImagePages.pageSize
    for (place, object) in objects.enumerated() {
      let cell = cell(object, id: place + 1)
      start -= cell.count
      page.copyBytes(cell, to: start)
      ImagePages.store(UInt16(start), page + 108 + 2 * place)
    }
    ImagePages.storeHeader(
      type: 0x0D, entries: objects.count, contentStart: start, at: page + 100)
    store.write(page, number: 1)
  }

  private static func cell(_ object: Object, id: Int) -> [UInt8] {
    let texts = [object.type, object.name, object.table].map { Array($0.utf8) }
    let sql = Array(object.sql.utf8)
    var root = [UInt8](repeating: 0, count: 4)
    root.withUnsafeMutableBytes {
      ImagePages.store(UInt32(object.root), $0.baseAddress.unsafelyUnwrapped)
    }
    var codes = texts.flatMap { Varint.bytes(UInt64(13 + 2 * $0.count)) }
    codes += [4] + Varint.bytes(UInt64(13 + 2 * sql.count))
    let record = [UInt8(codes.count + 1)] + codes + texts.flatMap { $0 } + root + sql
    return Varint.bytes(UInt64(record.count)) + Varint.bytes(UInt64(id)) + record
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func copyBytes(_ bytes: [UInt8], to offset: Int) {
    bytes.withUnsafeBytes {
      (self + offset).copyMemory(from: $0.baseAddress.unsafelyUnwrapped, byteCount: $0.count)
    }
  }
}
