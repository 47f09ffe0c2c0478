#if Excel
/// What a workbook says of its sheets, beside what stands in them.
struct Workbook {
  /// A sheet.
  struct Sheet {
    var name: String
    var path: String
    var isVisible: Bool
  }

  let sheets: [Sheet]
  /// Whether days are counted from 1904.
  let is1904: Bool
  /// Whether a number of each style is a date.
  let dateStyles: [Bool]
  let strings: SharedStrings

  /// The most bytes that a part beside the sheets inflates to.
  static let largestPart = 512 << 20

  /// Reads all but the sheets.
  init(_ archive: ZipArchive, largest: Int = largestPart) throws(ImportError) {
    let root = try Relations(archive, "_rels/.rels", folder: "", limit: largest)
    let path = root.byType["officeDocument"] ?? "xl/workbook.xml"
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let relations = try Relations(
      archive, "\(folder)/_rels/\(file).rels", folder: folder, limit: largest)
    let book = BookHandler()
    try XMLStream(archive, path, book, limit: largest).finish()
    is1904 = book.is1904
    sheets = book.sheets.compactMap { sheet in
      relations.byId[sheet.relation].map {
        Sheet(name: sheet.name, path: $0, isVisible: sheet.isVisible)
      }
    }
    let styles = StyleHandler()
    if let path = relations.byType["styles"] {
      try XMLStream(archive, path, styles, limit: largest).finish()
    }
    dateStyles = styles.dateStyles
    strings = SharedStrings()
    if let path = relations.byType["sharedStrings"] {
      try XMLStream(archive, path, strings, limit: largest).finish()
    }
  }
}

/// Which parts belong to a part.
private final class Relations: XMLHandler {
  private(set) var byId: [String: String] = [:]
  /// By the last word of the type.
  private(set) var byType: [String: String] = [:]
  private let folder: String

  init(_ archive: ZipArchive, _ path: String, folder: String, limit: Int) throws(ImportError) {
    self.folder = folder
    super.init()
    guard archive.part(path) != nil else { return }
    try XMLStream(archive, path, self, limit: limit).finish()
  }

  override func begin(_ element: UInt64, _ attributes: XMLAttributes) {
    guard element == Self.code("Relationship"), let target = attributes[Self.code("Target")],
      attributes[Self.code("TargetMode")] != "External"
    else { return }
    let path = resolved(target)
    if let id = attributes[Self.code("Id")] { byId[id] = path }
    if let type = attributes[Self.code("Type")]?.split(separator: "/").last {
      byType[String(type)] = path
    }
  }

  private func resolved(_ target: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

private final class BookHandler: XMLHandler {
  private(set) var sheets: [(name: String, relation: String, isVisible: Bool)] = []
  private(set) var is1904 = false

  override func begin(_ element: UInt64, _ attributes: XMLAttributes) {
    if element == Self.code("workbookPr") {
      is1904 = ["1", "true"].contains(attributes[Self.code("date1904")] ?? "")
    } else if element == Self.code("sheet"), let name = attributes[Self.code("name")],
      let relation = attributes[Self.code("id")]
    {
      let state = attributes[Self.code("state")]
      sheets.append((name, relation, state == nil || state == "visible"))
    }
  }
}

private final class StyleHandler: XMLHandler {
  private(set) var dateStyles: [Bool] = []
  private var formats: [Int: String] = [:]
  private var isInStyles = false

  override func begin(_ element: UInt64, _ attributes: XMLAttributes) {
    let id = attributes[Self.code("numFmtId")].flatMap { Int($0) } ?? 0
    if element == Self.code("numFmt") {
      formats[id] = attributes[Self.code("formatCode")]
    } else if element == Self.code("cellXfs") {
      isInStyles = true
    } else if isInStyles, element == Self.code("xf") {
      dateStyles.append(
        formats[id].map { ExcelDate.isDate(format: $0) } ?? ExcelDate.isDate(builtIn: id))
    }
  }

  override func end(_ element: UInt64) {
    if element == Self.code("cellXfs") { isInStyles = false }
  }
}

/// The texts that cells refer to by number.
final class SharedStrings: XMLHandler {
  private var arena: [UInt8] = []
  private var ends: [UInt32] = []
  private var isInText = false
  private var phonetic = 0
  private let (item, run, reading) = (
    XMLHandler.code("si"), XMLHandler.code("t"), XMLHandler.code("rPh")
  )

  /// How many there are.
  var count: Int { ends.count }

  /// A text.
  subscript(_ index: Int) -> ArraySlice<UInt8> {
    arena[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  override func begin(_ element: UInt64, _ attributes: XMLAttributes) {
    if element == run { isInText = phonetic == 0 }
    // How a word is read stands beside it and is not part of it.
    if element == reading { phonetic += 1 }
  }

  override func end(_ element: UInt64) {
    if element == run { isInText = false }
    if element == reading { phonetic -= 1 }
    if element == item { ends.append(UInt32(arena.count)) }
  }

  override func text(_ bytes: UnsafeRawBufferPointer) {
    guard isInText, refusal == nil else { return }
    unsafe arena.append(contentsOf: bytes)
    if arena.count - Int(ends.last ?? 0) > 1 << 22 {
      refusal = "text \(count + 1) is longer than 4 MiB"
    }
  }
}
#endif
