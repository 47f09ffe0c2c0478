public import SQLite

/// Adds rows to one table, value by value, for bulk work.
public struct RowInserter: ~Copyable {
  /// The prepared INSERT; parameter `n` is the `n`th of the columns.
  public let statement: Statement
  private let connection: Connection

  /// Prepares to set `columns` of `table` in every row; the others take their defaults.
  public init(_ store: Store, table: String, columns: [String]) throws(SQLiteError) {
    connection = store.connection
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    statement = try connection.prepare("INSERT INTO \"\(table)\" (\(names)) VALUES (\(places))")
  }

  /// Adds the row whose values are bound and returns its id.
  ///
  /// - Throws: ``SQLiteError`` where the row breaks a rule; it is then not there, and the next one
  ///   can be bound.
  public func insert() throws(SQLiteError) -> Int64 {
    defer { statement.reset() }
    _ = try statement.step()
    return connection.lastInsertedRow
  }
}
