/// Columns and ranges as sheets name them.
enum CellReference {
  /// The most columns that a sheet has.
  static let columns = 16_384
  /// The most rows that a sheet has.
  static let rows = 1_048_576

  /// Cells that are merged into one; rows and columns from 1.
  struct Range: Hashable, Sendable {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
  }

  /// Row and column of a reference such as `B12`, each from 1; nil where it is none.
  static func cell(_ text: some Sequence<UInt8>) -> (row: Int, column: Int)? {
    var (row, column) = (0, 0)
    for byte in text {
      switch byte {
      case 65...90 where row == 0: column = column * 26 + Int(byte) - 64
      case 97...122 where row == 0: column = column * 26 + Int(byte) - 96
      case 48...57: row = row * 10 + Int(byte) - 48
      case UInt8(ascii: "$"): continue
      default: return nil
      }
      guard column <= columns, row <= rows else { return nil }
    }
    return row > 0 && column > 0 ? (row, column) : nil
  }

  /// A range such as `A1:C2`; nil where it is none.
  static func range(_ text: some Collection<UInt8>) -> Range? {
    let parts = text.split(separator: UInt8(ascii: ":"))
    guard parts.count == 2, let first = cell(parts[0]), let last = cell(parts[1]),
      first.row <= last.row, first.column <= last.column
    else { return nil }
    return Range(rows: first.row...last.row, columns: first.column...last.column)
  }
}
