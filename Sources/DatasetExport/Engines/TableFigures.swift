import ClusterStore
import SQLite

/// What a table adds up to, by which the other engine shows that it has the same rows.
struct TableFigures {
  /// Rows, and the hash over them.
  private(set) var hash = ContentHash()
  private let cells: [CellPlan]
  private var sums: [Sum]
  private var canonical = ByteBuffer()

  /// The sum of a column of numbers; exact where they are whole.
  private enum Sum {
    case whole(Int128)
    case real(Double)
    case none
  }

  init(_ table: TablePlan) {
    cells = table.cells
    sums = cells.map { cell in
      switch cell.kind {
      case .integer: .whole(0)
      case .real: .real(0)
      case .text, .bytes: .none
      }
    }
  }

  /// The sum of the whole numbers of column `index`; nil where it is of another kind.
  func wholeSum(_ index: Int) -> Int128? {
    if case .whole(let sum) = sums[index] { sum } else { nil }
  }

  /// The sum of the real numbers of column `index`; nil where it is of another kind.
  func realSum(_ index: Int) -> Double? {
    if case .real(let sum) = sums[index] { sum } else { nil }
  }

  /// Takes in a row as it is written.
  mutating func add(_ row: borrowing Row) {
    canonical.removeAll()
    CanonicalCells().write(row, cells, separator: nil, leaving: nil, into: &canonical)
    for index in sums.indices {
      switch sums[index] {
      case .none: break
      case .whole(let sum): sums[index] = .whole(sum + Int128(row.cell(index).integer))
      case .real(let sum):
        let number = row.cell(index).real
        if number.isFinite { sums[index] = .real(sum + number) }
      }
    }
    unsafe canonical.withUnsafeBytes { unsafe hash.add($0) }
  }
}
