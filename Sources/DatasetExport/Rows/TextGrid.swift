import ClusterStore
import SQLite

/// A whole result as text, for formats that must know every width before they write.
struct TextGrid {
  /// The names of the columns.
  private(set) var names: [String] = []
  /// The cells, row by row; NULL is empty.
  private(set) var rows: [[String]] = []
  /// The bytes of all cells.
  private(set) var size = 0
  /// Whether each column holds numbers and nothing else but NULL.
  private(set) var isNumeric: [Bool] = []
  /// How many significant digits a number with a fraction has at most; nil for all.
  let digits: Int?

  init(digits: Int? = nil) { self.digits = digits }

  mutating func begin(_ columns: [ResultReader.Column]) {
    names = columns.map(\.name)
    isNumeric = names.map { _ in true }
    hasNumber = names.map { _ in false }
  }

  mutating func add<Cells: CellRow & ~Copyable>(_ row: borrowing Cells) {
    var cells: [String] = []
    cells.reserveCapacity(row.count)
    for index in 0..<row.count {
      var text = ByteBuffer()
      let cell = row.cell(index)
      switch cell.storage {
      case .null: break
      case .integer:
        text.append(integer: cell.integer)
        hasNumber[index] = true
      case .real:
        if let digits {
          text.append(cell.real, digits: digits)
        } else {
          text.append(cell.real, isPlain: true)
        }
        hasNumber[index] = true
      case .text:
        unsafe cell.withBytes { unsafe text.append(raw: $0) }
        isNumeric[index] = false
      case .blob:
        unsafe cell.withBytes { unsafe text.append(hex: $0) }
        isNumeric[index] = false
      }
      cells.append(String(decoding: text.bytes, as: UTF8.self))
    }
    size += cells.reduce(0) { $0 + $1.utf8.count }
    rows.append(cells)
  }

  /// Takes the rows out; what is known of the columns stays.
  mutating func takeRows() -> [[String]] {
    defer { (rows, size) = ([], 0) }
    return rows
  }

  /// Whether column `index` is set to the right.
  func isRightAligned(_ index: Int) -> Bool { isNumeric[index] && hasNumber[index] }

  private var hasNumber: [Bool] = []
}

extension ByteBuffer {
  /// Appends `text` with spaces up to `width` columns of a terminal.
  mutating func append(_ text: String, width: Int, isRightAligned: Bool) {
    let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    append(isRightAligned ? padding + text : text + padding)
  }
}
