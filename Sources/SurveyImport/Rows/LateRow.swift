import VirtualTable

/// A row that is put to the database after all others, which then says which row it repeats.
struct LateRow {
  /// Its cells; the id is given when it is put.
  private let cells: [RowFeed.Cell]
  /// The bytes of its texts, in order.
  private let texts: [[UInt8]]
  /// The line its record begins in.
  let line: Int
  /// The record as it stands in the file.
  let original: String

  /// Keeps a row, whose texts belong to a block.
  init(_ row: [RowFeed.Cell], line: Int, original: String) {
    cells = row
    texts = row.filter { $0.kind == .text }.map { unsafe Array($0.bytes) }
    self.line = line
    self.original = original
  }

  /// The cells with their texts in `arena`, as the row `id`.
  func cells(id: Int64, _ arena: ByteArena) -> [RowFeed.Cell] {
    var next = texts.makeIterator()
    var cells = cells
    for place in cells.indices where cells[place].kind == .text {
      unsafe cells[place] = .text(arena.keep(next.next() ?? []))
    }
    cells[0] = .integer(id)
    return cells
  }
}
