import ClusterStore
import SQLite

/// What became of values that a data package cannot hold.
final class LossCounter {
  let isLossy: Bool
  private var counts: [String: (empty: Int, repaired: Int)] = [:]

  init(isLossy: Bool) { self.isLossy = isLossy }

  /// Counts an empty text that became NULL.
  func countEmpty(_ column: String) { counts[column, default: (0, 0)].empty += 1 }

  /// Counts a text that was repaired.
  func countRepaired(_ column: String) { counts[column, default: (0, 0)].repaired += 1 }

  /// What was lost of `table`, a sentence each.
  func losses(of table: String) -> [String] {
    counts.sorted { $0.key < $1.key }.flatMap { column, count in
      [
        count.empty > 0 ? "\(table).\(column): \(count.empty) empty texts became NULL." : nil,
        count.repaired > 0 ? "\(table).\(column): \(count.repaired) texts were repaired." : nil,
      ].compactMap(\.self)
    }
  }
}

/// CSV as a data package has it: infinities are `INF` and `-INF`, and an empty cell is NULL alone.
struct PackagedCSV: CellFormat {
  private var csv = CSVFormat()
  private let counter: LossCounter
  private var columns: [String] = []
  private var rows = 0

  init(_ counter: LossCounter) { self.counter = counter }

  mutating func begin(
    _ columns: [ResultReader.Column], into output: inout ByteBuffer
  ) throws(ExportError) {
    self.columns = columns.map(\.name)
    try csv.begin(columns, into: &output)
  }

  mutating func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, into output: inout ByteBuffer
  ) throws(ExportError) {
    rows += 1
    var isPlain = true
    for index in 0..<row.count {
      let cell = row.cell(index)
      switch cell.storage {
      case .null, .integer, .blob: break
      case .real: if !cell.real.isFinite { isPlain = false }
      case .text:
        let fault = unsafe cell.withBytes { text -> String? in
          if unsafe text.isEmpty { return "the text is empty, which is the same as NULL there" }
          if unsafe !isASCII(text), unsafe !isUTF8(text) { return "the text is not UTF-8" }
          return unsafe text.contains(0) ? "the text holds a zero byte" : nil
        }
        guard let fault else { continue }
        guard counter.isLossy else {
          throw .unrepresentable(
            format: "a data package", table: nil, column: columns[index], row: rows, reason: fault)
        }
        isPlain = false
      }
    }
    guard !isPlain else { return try csv.write(row, into: &output) }
    var values: [Value] = []
    for index in 0..<row.count { values.append(value(of: row.cell(index), index)) }
    try csv.row(values, into: &output)
  }

  mutating func end(into output: inout ByteBuffer) throws(ExportError) {}

  private func value(of cell: some RowCell, _ index: Int) -> Value {
    switch cell.value {
    case .real(let number) where !number.isFinite: return .text(number < 0 ? "-INF" : "INF")
    case .text(let text):
      guard !text.isEmpty else {
        counter.countEmpty(columns[index])
        return .null
      }
      let whole = text.replacing("\0", with: "\u{FFFD}")
      let isSame = unsafe cell.withBytes { unsafe $0.elementsEqual(whole.utf8) }
      if !isSame { counter.countRepaired(columns[index]) }
      return .text(whole)
    case let value: return value
    }
  }
}
