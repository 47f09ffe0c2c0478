import ClusterStore
import SQLite

/// The rows of a large result, one at a time, read from its columns.
final class ColumnRows {
  /// A column with its texts as bytes.
  fileprivate enum Values {
    case text([Int32], among: [[UInt8]])
    case integer([Int64])
    case real([Double])
  }

  fileprivate let columns: [Values]
  let rowCount: Int

  init(_ result: ResultColumns) {
    rowCount = result.rowCount
    columns = result.columns.map { column in
      switch column.values {
      case .text(let codes, let texts): .text(codes, among: texts.map { Array($0.utf8) })
      case .integer(let numbers): .integer(numbers)
      case .real(let numbers): .real(numbers)
      }
    }
  }
}

/// A row of a large result.
struct ColumnRow: CellRow {
  let rows: ColumnRows
  let row: Int

  var count: Int { rows.columns.count }

  func cell(_ index: Int) -> ColumnCell { ColumnCell(rows: rows, row: row, index: index) }
}

/// A cell of a row of a large result.
struct ColumnCell: RowCell {
  let rows: ColumnRows
  let row: Int
  let index: Int

  var storage: Row.Storage {
    switch rows.columns[index] {
    case .text(let codes, _): codes[row] < 0 ? .null : .text
    case .integer(let numbers): numbers[row] == ResultColumns.noInteger ? .null : .integer
    case .real(let numbers): numbers[row].isNaN ? .null : .real
    }
  }

  var integer: Int64 {
    if case .integer(let numbers) = rows.columns[index] { numbers[row] } else { 0 }
  }

  var real: Double {
    if case .real(let numbers) = rows.columns[index] { numbers[row] } else { 0 }
  }

  @unsafe func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard case .text(let codes, let texts) = rows.columns[index], codes[row] >= 0 else {
      return try unsafe body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let text = texts[Int(codes[row])]
    let span = text.span
    return try unsafe span.withUnsafeBytes { buffer throws(Failure) in try unsafe body(buffer) }
  }
}
