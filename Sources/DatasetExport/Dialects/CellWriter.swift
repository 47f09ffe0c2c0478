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
}

extension CellWriter {
  /// Writes a cell as its column is planned.
  func write<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, _ index: Int, _ column: ColumnPlan, into output: inout ByteBuffer
  ) {
    let storage = row.storage(index)
    if column.isAnyAsText { return writeAsText(row, index, storage, column, into: &output) }
    switch storage {
    case .null: null(into: &output)
    case .integer:
      let number = row.integer(index)
      if column.kind == .real {
        real(Double(number), into: &output)
      } else {
        integer(number, into: &output)
      }
    case .real:
      let number = row.real(index)
      if column.dropsInfinity, !number.isFinite {
        null(into: &output)
      } else {
        real(number, into: &output)
      }
    case .text:
      unsafe row.withBytes(index) { unsafe write($0, column, into: &output) }
    case .blob: unsafe row.withBytes(index) { unsafe bytes($0, into: &output) }
    }
  }

  /// Writes whatever a cell holds as text: a number in decimal, bytes in hexadecimal.
  private func writeAsText<Cells: CellRow & ~Copyable>(
    _ row: borrowing Cells, _ index: Int, _ storage: Row.Storage, _ column: ColumnPlan,
    into output: inout ByteBuffer
  ) {
    var shown = ByteBuffer()
    switch storage {
    case .null: return null(into: &output)
    case .integer: shown.append(integer: row.integer(index))
    case .real: shown.append(row.real(index), isPlain: false)
    case .text: return unsafe row.withBytes(index) { unsafe write($0, column, into: &output) }
    case .blob: unsafe row.withBytes(index) { unsafe shown.append(hex: $0) }
    }
    unsafe shown.bytes.withUnsafeBytes { unsafe text($0, into: &output) }
  }

  /// Writes a text, without the character NUL and bytes that are not UTF-8 where that is planned.
  @unsafe private func write(
    _ raw: UnsafeRawBufferPointer, _ column: ColumnPlan, into output: inout ByteBuffer
  ) {
    guard column.dropsNUL || column.mendsUTF8 else { return unsafe text(raw, into: &output) }
    var kept = unsafe Array(String(decoding: raw, as: UTF8.self).utf8)
    if column.dropsNUL { kept.removeAll { $0 == 0 } }
    unsafe kept.withUnsafeBytes { unsafe text($0, into: &output) }
  }
}
