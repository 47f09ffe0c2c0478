/// A table of finite numbers, row by row: regions are rows and industries are columns.
public struct Matrix: Hashable, Sendable {
  /// How many rows there are, at least 1.
  public let rows: Int
  /// How many columns there are, at least 1.
  public let columns: Int
  /// The cells, row after row.
  public let cells: [Double]

  /// Takes cells that stand row after row.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where the cells do not fill the shape, or one is not
  ///   finite.
  public init(rows: Int, columns: Int, cells: [Double]) throws(StatisticError) {
    guard rows > 0, columns > 0 else { throw .invalid("a table needs a row and a column") }
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, count == cells.count else {
      throw .invalid("\(cells.count) cells do not fill \(rows) rows of \(columns) columns")
    }
    for (position, cell) in cells.enumerated() where !cell.isFinite {
      throw .invalid(
        "row \(position / columns + 1), column \(position % columns + 1) holds \(cell): "
          + "give finite values")
    }
    (self.rows, self.columns, self.cells) = (rows, columns, cells)
  }

  /// Takes rows of one length.
  ///
  /// - Throws: ``StatisticError/invalid(_:)`` where the rows differ in length, there is none, or a
  ///   cell is not finite.
  public init(_ rows: [[Double]]) throws(StatisticError) {
    let columns = rows.first?.count ?? 0
    for (number, row) in rows.enumerated() where row.count != columns {
      throw .invalid("row \(number + 1) has \(row.count) cells, the first has \(columns)")
    }
    try self.init(rows: rows.count, columns: columns, cells: Array(rows.joined()))
  }

  /// The cell in a row and a column, each counted from 0.
  public subscript(row: Int, column: Int) -> Double { cells[row * columns + column] }

  /// The cells of a row, counted from 0.
  public func row(_ row: Int) -> [Double] { Array(cells[row * columns..<(row + 1) * columns]) }

  /// The cells of a column, counted from 0.
  public func column(_ column: Int) -> [Double] {
    stride(from: column, to: cells.count, by: columns).map { cells[$0] }
  }

  /// The sum of each row.
  public var rowTotals: [Double] { (0..<rows).map { row($0).total } }

  /// The sum of each column.
  public var columnTotals: [Double] {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column].add(self[row, column]) }
    }
    return sums.map { $0.value }
  }

  /// The table with rows and columns exchanged.
  public var transposed: Matrix {
    Matrix(checkedRows: columns, columns: rows, cells: (0..<columns).flatMap { column($0) })
  }

  /// Takes cells that are known to fill the shape and to be finite.
  init(checkedRows rows: Int, columns: Int, cells: [Double]) {
    (self.rows, self.columns, self.cells) = (rows, columns, cells)
  }

  /// Refuses a table in which a cell is negative, or all are 0.
  func requireSizes() throws(StatisticError) {
    for (position, cell) in cells.enumerated() where cell < 0 {
      throw .invalid(
        "row \(position / columns + 1), column \(position % columns + 1) holds \(cell): "
          + "give values from 0")
    }
    guard cells.contains(where: { $0 > 0 }) else { throw .undefined("all cells are 0") }
    guard cells.total.isFinite else { throw .invalid("the cells are too large to be added up") }
  }
}
