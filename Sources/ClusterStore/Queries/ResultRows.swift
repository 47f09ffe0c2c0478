public import SQLite

/// A small result, in memory.
public struct ResultRows: Hashable, Sendable {
  /// The columns' names.
  public let columns: [String]
  /// The rows, each with a value for every column.
  public let rows: [[Value]]

  /// Takes columns and rows.
  public init(columns: [String], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }
}
