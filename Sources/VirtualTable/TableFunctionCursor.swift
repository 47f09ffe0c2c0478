import SQLite

/// Where one reading of a table function's rows stands.
final class TableFunctionCursor {
  /// The row that is read; nil behind the last.
  private(set) var row: [Value]?
  /// How many rows came before it.
  private(set) var number = 0
  /// The arguments of the rows; nil before the first reading.
  private(set) var arguments: [Value]?

  private let function: TableFunction
  private var rest: AnyIterator<[Value]>?
  private var kept: [[Value]]?

  init(_ function: TableFunction) { self.function = function }

  /// Begins with the rows for `arguments`.
  ///
  /// Rows are handed through as they come. Where a join asks for the same ones again, they are kept
  /// from then on, so that the function is not asked for each row of another table.
  func begin(_ arguments: [Value]) throws {
    if arguments != self.arguments {
      (self.arguments, kept) = (nil, nil)
      rest = try function.rows(arguments)
      self.arguments = arguments
    } else {
      let rows = try kept ?? Array(function.rows(arguments))
      kept = rows
      rest = AnyIterator(rows.makeIterator())
    }
    number = -1
    try advance()
  }

  /// Goes on to the next row.
  func advance() throws {
    row = rest?.next()
    number += 1
    guard let row, row.count != function.columns.count else { return }
    throw WrongRow(function: function.name, values: row.count, columns: function.columns.count)
  }
}

/// A row that does not fit the columns of its function.
private struct WrongRow: Error, CustomStringConvertible {
  let function: String
  let values: Int
  let columns: Int

  var description: String {
    "\(function): a row has \(values) values for \(columns) columns"
  }
}
