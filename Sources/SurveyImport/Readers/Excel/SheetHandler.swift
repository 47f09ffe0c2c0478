#if Excel
/// Takes the cells of a sheet as they come, and keeps them until they are made records.
final class SheetHandler: XMLHandler {
  /// A cell that is not empty.
  struct Cell {
    /// From 1.
    var column: Int
    var bytes: Range<Int>
    /// Whether it is text, as against a number, a date or a truth value.
    var isText: Bool
  }

  /// A row that has at least one such cell.
  struct Row {
    /// From 1.
    var number: Int
    var cells: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Cell] = []
  private(set) var rows: [Row] = []

  private let book: Workbook
  private let mostText: Int
  private var textCount = 0
  private var row = 0
  private var column = 0
  private var firstCell = 0
  private var kind = Kind.number
  private var style = 0
  private var isInRow = false
  private var isCollecting = false
  private var phonetic = 0
  private var value: [UInt8] = []

  /// The most bytes of cells that are kept until they are made records.
  private static let mostBytes = 1 << 28

  private enum Kind { case number, shared, text, truth, date }

  private let codes = (
    row: XMLHandler.code("row"), cell: XMLHandler.code("c"), value: XMLHandler.code("v"),
    text: XMLHandler.code("t"), reading: XMLHandler.code("rPh"), reference: XMLHandler.code("r"),
    style: XMLHandler.code("s")
  )

  /// Takes the cells of a sheet of `book`, which hold at most `mostText` bytes.
  init(_ book: Workbook, mostText: Int) {
    self.book = book
    self.mostText = mostText
  }

  /// Forgets the rows that are whole; the cells of one that goes on stay.
  func clear() {
    let shift = firstCell < cells.count ? cells[firstCell].bytes.lowerBound : bytes.count
    bytes.removeFirst(shift)
    cells.removeFirst(firstCell)
    for index in cells.indices {
      let range = cells[index].bytes
      cells[index].bytes = range.lowerBound - shift..<range.upperBound - shift
    }
    rows.removeAll(keepingCapacity: true)
    firstCell = 0
  }

  override func begin(_ element: UInt64, _ attributes: XMLAttributes) {
    if element == codes.cell {
      beginCell(attributes)
    } else if element == codes.value || element == codes.text {
      isCollecting = phonetic == 0
    } else if element == codes.reading {
      phonetic += 1
    } else if element == codes.row {
      if isInRow { refusal = "row \(row) holds another row" }
      isInRow = true
      column = 0
      row += 1
      if let number = attributes[codes.reference].flatMap({ Int($0) }) {
        if number < row { refusal = "row \(number) comes after row \(row - 1)" }
        row = number
      }
      if row > CellReference.rows { refusal = "it has more rows than a sheet can have" }
    }
  }

  private func beginCell(_ attributes: XMLAttributes) {
    value.removeAll(keepingCapacity: true)
    column += 1
    kind = .number
    style = 0
    var reference: Int?
    unsafe attributes.forEach { name, text in
      if name == codes.reference {
        // The letters of the reference; the digits repeat the row.
        var (number, index) = (0, 0)
        while case let byte = unsafe UInt8(bitPattern: text[index]), (65...90).contains(byte),
          number <= CellReference.columns
        {
          number = number * 26 + Int(byte) - 64
          index += 1
        }
        reference = number
      } else if name == codes.style {
        var index = 0
        while case let digit = unsafe UInt8(bitPattern: text[index]) &- 48, digit < 10,
          style < 1 << 20
        {
          style = style * 10 + Int(digit)
          index += 1
        }
      } else if name == codes.text {
        kind = unsafe Self.kind(text)
      }
    }
    if let reference {
      if reference < column { refusal = "the cells of row \(row) are not in order" }
      column = reference
    }
    if column > CellReference.columns || column == 0 {
      refusal = "a cell of row \(row) has no place"
    }
  }

  private static func kind(_ text: UnsafePointer<CChar>) -> Kind {
    let first = unsafe UInt8(bitPattern: text[0])
    let isLonger = unsafe text[0] != 0 && text[1] != 0
    switch first {
    case UInt8(ascii: "s"): return isLonger ? .text : .shared
    case UInt8(ascii: "b"): return .truth
    case UInt8(ascii: "d"): return .date
    case UInt8(ascii: "i"), UInt8(ascii: "e"): return .text
    default: return .number
    }
  }

  override func text(_ bytes: UnsafeRawBufferPointer) {
    guard isCollecting else { return }
    unsafe value.append(contentsOf: bytes)
    if value.count > 1 << 22 { refusal = "a cell of row \(row) is longer than 4 MiB" }
  }

  override func end(_ element: UInt64) {
    if element == codes.cell {
      endCell()
    } else if element == codes.value || element == codes.text {
      isCollecting = false
    } else if element == codes.reading {
      phonetic -= 1
    } else if element == codes.row {
      isInRow = false
      if firstCell < cells.count { rows.append(Row(number: row, cells: firstCell..<cells.count)) }
      firstCell = cells.count
    }
  }

  private func endCell() {
    guard !value.isEmpty, refusal == nil else { return }
    let start = bytes.count
    switch kind {
    case .shared:
      guard let index = Int(String(decoding: value, as: UTF8.self)),
        (0..<book.strings.count).contains(index)
      else {
        refusal = "a cell of row \(row) refers to a text that is not there"
        return
      }
      bytes += book.strings[index]
    case .truth: bytes += value == [UInt8(ascii: "1")] ? Array("true".utf8) : Array("false".utf8)
    case .number where book.dateStyles.indices.contains(style) && book.dateStyles[style]:
      bytes += ExcelDate.text(value, is1904: book.is1904) ?? value
    default: bytes += value
    }
    guard bytes.count > start else { return }
    textCount += bytes.count - start
    // Cells repeat a text by its number, so that little XML can hold any amount of it.
    if textCount > mostText || bytes.count > Self.mostBytes {
      refusal =
        "the cells up to row \(row) hold more text than this program takes of a file of that size"
    }
    cells.append(
      Cell(
        column: column, bytes: start..<bytes.count, isText: kind == .shared || kind == .text))
  }
}
#endif
