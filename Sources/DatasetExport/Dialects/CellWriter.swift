import ClusterStore
import SQLite

/// Writes values, each by its type.
protocol CellWriter: Sendable {
  func null(into output: inout ByteBuffer)
  func integer(_ number: Int64, into output: inout ByteBuffer)
  func real(_ number: Double, into output: inout ByteBuffer)
  /// Writes a text, which is UTF-8.
  @unsafe func text(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer)
  @unsafe func bytes(_ bytes: UnsafeRawBufferPointer, into output: inout ByteBuffer)
  /// Writes the cells of a row, each as its column is planned.
  ///
  /// A requirement, and not only an extension, so that it is made for each writer.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - columns: How each cell is written.
  ///   - separator: What stands between two cells; nil for nothing.
  ///   - left: A cell that is not written; nil where all are.
  ///   - output: Where to.
  func write(
    _ row: borrowing Row, _ columns: [CellPlan], separator: UInt8?, leaving left: Int?,
    into output: inout ByteBuffer)
}

extension CellWriter {
  func write(
    _ row: borrowing Row, _ columns: [CellPlan], separator: UInt8?, leaving left: Int?,
    into output: inout ByteBuffer
  ) {
    var isFirst = true
    for index in columns.indices where index != left {
      if let separator, !isFirst { output.append(separator) }
      isFirst = false
      write(row.cell(index), columns[index], into: &output)
    }
  }

  /// Writes a cell as its column is planned.
  @inline(__always)
  private func write(_ cell: Row.Cell, _ column: CellPlan, into output: inout ByteBuffer) {
    if column.isAnyAsText { return writeAsText(cell, column, into: &output) }
    switch cell.storage {
    case .null: null(into: &output)
    case .integer:
      let number = cell.integer
      if column.kind == .real {
        real(Double(number), into: &output)
      } else {
        integer(number, into: &output)
      }
    case .real:
      let number = cell.real
      if column.dropsInfinity, !number.isFinite {
        null(into: &output)
      } else {
        real(number, into: &output)
      }
    case .text:
      unsafe write(cell.bytes, column, into: &output)
    case .blob: unsafe bytes(cell.bytes, into: &output)
    }
  }

  /// Writes whatever a cell holds as text: a number in decimal, bytes in hexadecimal.
  private func writeAsText(
    _ cell: Row.Cell, _ column: CellPlan, into output: inout ByteBuffer
  ) {
    var shown = ByteBuffer()
    switch cell.storage {
    case .null: return null(into: &output)
    case .integer: shown.append(integer: cell.integer)
    case .real: shown.append(cell.real, isPlain: false)
    case .text: return unsafe write(cell.bytes, column, into: &output)
    case .blob: unsafe shown.append(hex: cell.bytes)
    }
    unsafe shown.withUnsafeBytes { unsafe text($0, into: &output) }
  }

  /// Writes a text, without the character NUL and bytes that are not UTF-8 where that is planned.
  @unsafe private func write(
    _ raw: UnsafeRawBufferPointer, _ column: CellPlan, into output: inout ByteBuffer
  ) {
    guard column.dropsNUL || column.mendsUTF8 else { return unsafe text(raw, into: &output) }
    var kept = unsafe Array(String(decoding: raw, as: UTF8.self).utf8)
    if column.dropsNUL { kept.removeAll { $0 == 0 } }
    unsafe kept.withUnsafeBytes { unsafe text($0, into: &output) }
  }
}
