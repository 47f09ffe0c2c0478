/// Makes zip archives whose entries are stored as they are.
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive of `entries`, each with its path, and of what `more` adds.
  static func archive(
    _ entries: [(path: String, text: String)], _ more: (inout ZipWriter) -> Void = { _ in }
  ) -> [UInt8] {
    var writer = ZipWriter()
    for entry in entries { writer.add(entry.path, Array(entry.text.utf8)) }
    more(&writer)
    return writer.finished()
  }

  /// Adds an entry of `text` and `count` blanks behind it, a multiple of 258, deflated as far as can be.
  ///
  /// Its checksum is wrong, which shows only when it has been read to the end.
  mutating func addBlanks(_ path: String, after text: String, count: Int) {
    var (bits, bitCount, packed): (UInt32, UInt32, [UInt8]) = (0, 0, [])
    func put(_ value: UInt32, _ count: UInt32) {
      bits |= value << bitCount
      bitCount += count
      while bitCount >= 8 {
        packed.append(UInt8(truncatingIfNeeded: bits))
        (bits, bitCount) = (bits >> 8, bitCount - 8)
      }
    }
    // Codes of Huffman stand with their first bit first.
    func putCode(_ code: UInt32, _ count: UInt32) {
      for place in (0..<count).reversed() { put(code >> place & 1, 1) }
    }
    // A block with the codes that RFC 1951 gives (3.2.6).
    put(0b010, 3)
    for byte in text.utf8 { putCode(0x30 + UInt32(byte), 8) }
    putCode(0, 7)
    // A block with codes of its own: 0 for 258 bytes more, 10 for a blank, 11 for the end.
    put(0b101, 3)
    put(29, 5)
    put(0, 5)
    put(14, 4)
    for length: UInt32 in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { put(length, 3) }
    func putNone(_ count: UInt32) {
      putCode(0, 1)
      put(count - 11, 7)
    }
    putNone(32)
    putCode(0b11, 2)
    putNone(138)
    putNone(85)
    putCode(0b11, 2)
    putNone(28)
    putCode(0b10, 2)
    putCode(0b10, 2)
    putCode(0b10, 2)
    for _ in 0..<count / 258 { put(0, 2) }
    putCode(0b11, 2)
    put(0, 7)
    add(path, packed, inflatedCount: text.utf8.count + 1 + count, method: 8)
  }

  mutating func add(_ path: String, _ content: [UInt8]) {
    add(path, content, inflatedCount: content.count, method: 0)
  }

  private mutating func add(
    _ path: String, _ content: [UInt8], inflatedCount: Int, method: UInt8
  ) {
    let name = Array(path.utf8)
    var shared: [UInt8] = [20, 0, 0, 8, method, 0, 0, 0, 33, 0]
    shared += Self.little(Self.checksum(content), 4)
    shared += Self.little(UInt32(content.count), 4) + Self.little(UInt32(inflatedCount), 4)
    shared += Self.little(UInt32(name.count), 2) + [0, 0]
    directory += [0x50, 0x4B, 1, 2, 20, 0] + shared + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    directory += Self.little(UInt32(bytes.count), 4) + name
    bytes += [0x50, 0x4B, 3, 4] + shared + name + content
    count += 1
  }

  func finished() -> [UInt8] {
    let entries = Self.little(UInt32(count), 2)
    return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + entries + entries
      + Self.little(UInt32(directory.count), 4) + Self.little(UInt32(bytes.count), 4) + [0, 0]
  }

  private static func little(_ number: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
  }
}

/// Makes Excel files.
struct WorkbookWriter {
  var sheets: [(name: String, body: String)] = []
  var strings: [String] = []
  var formats: [(id: Int, code: String)] = []
  /// The number format of each style.
  var styles: [Int] = [0]
  var is1904 = false
  var extra = ""

  func archive() -> [UInt8] { ZipWriter.archive(entries) }

  /// The parts, each with its path.
  var entries: [(path: String, text: String)] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var entries: [(path: String, text: String)] = [
      ("_rels/.rels", relations([("rId1", types + "/officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>\(extra)<workbook xmlns="\(main)" xmlns:r="\(types)">\
        <workbookPr date1904="\(is1904 ? 1 : 0)"/><sheets>
        """
          + sheets.indices.map {
            "<sheet name=\"\(sheets[$0].name)\" sheetId=\"\($0 + 1)\" r:id=\"s\($0)\"/>"
          }.joined() + "</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relations(
          sheets.indices.map { ("s\($0)", types + "/worksheet", "worksheets/sheet\($0 + 1).xml") }
            + [
              ("st", types + "/styles", "styles.xml"),
              ("ss", types + "/sharedStrings", "/xl/sharedStrings.xml"),
            ])
      ),
      (
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(main)\"><numFmts>"
          + formats.map { "<numFmt numFmtId=\"\($0.id)\" formatCode=\"\($0.code)\"/>" }.joined()
          + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
          + styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs></styleSheet>"
      ),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(main)\">" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"
      ),
    ]
    for (index, sheet) in sheets.enumerated() {
      entries.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          "<worksheet xmlns=\"\(main)\">\(sheet.body)</worksheet>"
        ))
    }
    return entries
  }

  private func relations(_ all: [(String, String, String)]) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + all.map { "<Relationship Id=\"\($0.0)\" Type=\"\($0.1)\" Target=\"\($0.2)\"/>" }.joined()
      + "</Relationships>"
  }
}
