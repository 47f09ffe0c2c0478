/// Reads a sheet of an Excel file as records, block by block.
///
/// Numbers stay as the file has them, dates become `YYYY-MM-DD`, merged texts stand in each of
/// their cells, and rows without a value are passed over. A record's line is its row, and its
/// original the row as comma-separated text.
struct XLSXReader {
  /// The names of all sheets.
  let sheets: [String]
  /// The sheet that is read.
  let sheet: String

  #if Excel
  private let handler: SheetHandler
  private let stream: XMLStream
  private var merged: MergedCells
  /// The columns of the widest row so far.
  private var width = 0
  /// The first of the handler's rows that is no record yet.
  private var next = 0
  private let file: String
  /// How many more bytes records may come to.
  private var left: Int

  /// How many bytes of cells make a block.
  private static let blockSize = 1 << 17
  /// The most bytes that a sheet inflates to.
  private static let largestSheet = 8 << 30

  /// Opens `file`.
  ///
  /// - Parameters:
  ///   - file: The file, not read yet.
  ///   - name: The sheet's name, or its number from 1; nil for the only one that has cells.
  ///   - largestPart: How many bytes the texts may inflate to.
  ///   - allowance: How many bytes the smallest of files may come to.
  /// - Throws: ``ImportError/unreadable(file:reason:)`` where it is no such file, and
  ///   ``ImportError/unclear(file:reason:remedy:)`` where a sheet must be chosen.
  init(
    _ file: any ByteSource, sheet name: String?, largestPart: Int = Workbook.largestPart,
    allowance: Int = 1 << 26
  ) throws(ImportError) {
    let archive = try ZipArchive(file, allowance: allowance)
    let book = try Workbook(archive, largest: largestPart)
    let chosen = try Self.choose(name, book, archive)
    sheets = book.sheets.map(\.name)
    sheet = chosen.name
    handler = SheetHandler(book, mostText: archive.mostExpanded)
    (self.file, left) = (file.name, archive.mostExpanded)
    stream = try XMLStream(archive, chosen.path, handler, limit: Self.largestSheet)
    guard let part = archive.part(chosen.path) else {
      throw .unreadable(file: file.name, reason: "the .xlsx file has no part \(chosen.path)")
    }
    merged = try MergedCells(part, limit: Self.largestSheet)
  }

  private static func choose(
    _ name: String?, _ book: Workbook, _ archive: ZipArchive
  ) throws(ImportError) -> Workbook.Sheet {
    let names = book.sheets.map { "'\($0.name)'" }.joined(separator: ", ")
    if let name {
      if let sheet = book.sheets.first(where: { $0.name == name }) { return sheet }
      if let number = Int(name), book.sheets.indices.contains(number - 1) {
        return book.sheets[number - 1]
      }
      throw .unclear(
        file: archive.name, reason: "it has no sheet '\(name)'",
        remedy: "Choose one of \(names), or say its number, with --sheet.")
    }
    let visible = book.sheets.filter(\.isVisible)
    guard let first = visible.first else {
      throw .unreadable(file: archive.name, reason: "the .xlsx file has no sheet that is shown")
    }
    guard visible.count > 1 else { return first }
    var filled: [Workbook.Sheet] = []
    for sheet in visible where try hasCells(sheet, book, archive) { filled.append(sheet) }
    guard filled.count > 1 else { return filled.first ?? first }
    throw .unclear(
      file: archive.name, reason: "it has several sheets",
      remedy: "Choose one of \(names) with --sheet.")
  }

  private static func hasCells(
    _ sheet: Workbook.Sheet, _ book: Workbook, _ archive: ZipArchive
  ) throws(ImportError) -> Bool {
    let handler = SheetHandler(book, mostText: archive.mostExpanded)
    let stream = try XMLStream(archive, sheet.path, handler, limit: largestSheet)
    while try stream.advance() {
      if !handler.rows.isEmpty { return true }
    }
    return !handler.rows.isEmpty
  }

  /// As the journal keeps it.
  var json: String {
    var text = ""
    for scalar in sheet.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text += "\\" }
      text += scalar.value < 0x20 ? " " : String(scalar)
    }
    return "{\"format\": \"xlsx\", \"sheet\": \"\(text)\"}"
  }

  /// Fills `block` with the next records; false where there are no more.
  mutating func fill(_ block: RecordBlock) throws(ImportError) -> Bool {
    block.clear()
    while block.records.isEmpty {
      if next < handler.rows.count {
        try write(to: block)
        return true
      }
      handler.clear()
      next = 0
      while handler.rows.isEmpty || handler.bytes.count < Self.blockSize {
        guard try stream.advance() else { break }
      }
      if handler.rows.isEmpty, stream.isAtEnd { return false }
      try write(to: block)
    }
    return true
  }

  /// Makes the rows that have come records, as many as a block should hold.
  private mutating func write(to block: RecordBlock) throws(ImportError) {
    var used = 0
    while next < handler.rows.count, block.fields.count < RecordBlock.fieldsOfBlock {
      let row = handler.rows[next]
      next += 1
      let cells = handler.cells[row.cells]
      let fills = merged.fill(row.number) { column in
        cells.first { $0.column == column }.map { (handler.bytes[$0.bytes], $0.isText) }
      }
      width = max(width, cells.last?.column ?? 0, fills.map(\.column).max() ?? 0)
      var places = Array(repeating: -1, count: width)
      for index in row.cells { places[handler.cells[index].column - 1] = index }
      for (index, fill) in fills.enumerated() where places[fill.column - 1] == -1 {
        places[fill.column - 1] = -2 - index
      }
      let size = cells.reduce(0) { $0 + $1.bytes.count } + fills.reduce(0) { $0 + $1.text.count }
      // A merged range, or a last cell in the last column, makes long records of few cells.
      left -= size + width
      guard left >= 0 else {
        throw .unreadable(
          file: file,
          reason:
            "the rows of the .xlsx file up to row \(row.number) come to more than this program "
            + "takes of a file of that size; remove cells and merged ranges that lie far from the table"
        )
      }
      block.makeRoom(for: used + 2 * size + 3 * width)
      let start = used
      let firstField = block.fields.count
      for (column, place) in places.enumerated() {
        if column > 0 { used = block.write([UInt8(ascii: ",")], at: used) }
        let text =
          place >= 0
          ? handler.bytes[handler.cells[place].bytes]
          : place < -1 ? fills[-2 - place].text[...] : []
        used = block.writeCell(text, at: used)
      }
      block.records.append(
        .init(
          fields: firstField..<block.fields.count, line: row.number, bytes: start..<used))
    }
  }
  #else

  /// Says how to get what reads such files.
  init(_ file: any ByteSource, sheet name: String?) throws(ImportError) {
    throw .unreadable(
      file: file.name,
      reason: "this program was built without Excel files; `scripts/install-requirements && "
        + "swift build --traits Excel` adds them")
  }

  /// As the journal keeps it.
  var json: String { "{\"format\": \"xlsx\"}" }

  /// Never called, since none can be made.
  mutating func fill(_ block: RecordBlock) throws(ImportError) -> Bool { false }
  #endif
}
