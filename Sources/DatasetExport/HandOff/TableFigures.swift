import ClusterStore
import SQLite

/// What a table adds up to, by which the other engine shows that it has the same rows.
struct TableFigures {
  /// Rows, and the hash over them.
  private(set) var hash = ContentHash()
  /// The sum of each column of numbers, by its place; exact where they are whole.
  private(set) var wholeSums: [Int: Int128] = [:]
  private(set) var realSums: [Int: Double] = [:]
  private let columns: [ColumnPlan]
  private var canonical = ByteBuffer()

  init(_ table: TablePlan) {
    columns = table.columns
    for (index, column) in columns.enumerated() {
      if column.kind == .integer { wholeSums[index] = 0 }
      if column.kind == .real { realSums[index] = 0 }
    }
  }

  /// Takes in a row as it is written.
  mutating func add(_ row: borrowing Row) {
    canonical.removeAll()
    for index in columns.indices {
      CanonicalCells().write(row, index, columns[index], into: &canonical)
      guard !row.isNull(index) else { continue }
      switch columns[index].kind {
      case .integer: wholeSums[index, default: 0] += Int128(row.integer(index))
      case .real:
        let number = row.real(index)
        if number.isFinite { realSums[index, default: 0] += number }
      default: break
      }
    }
    hash.add(canonical.bytes)
  }
}
