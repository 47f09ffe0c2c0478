public import SQLite

/// Finds the row that keeps another one out of a table by a UNIQUE constraint.
public struct UniqueConflict {
  private let store: Store
  private let table: String

  /// Looks into `table`, whose rows have ids.
  public init(_ store: Store, table: String) {
    self.store = store
    self.table = table
  }

  /// The row that was there first.
  public struct Holder: Hashable, Sendable {
    /// Its id.
    public let id: Int64
    /// Whether it has all values of the row that was kept out.
    public let isSame: Bool
  }

  /// The row that has the same values in `columns` as one that was kept out.
  ///
  /// - Parameters:
  ///   - columns: The columns of the constraint.
  ///   - row: The values of the row that was kept out, by column.
  /// - Returns: The row; nil where it is not there, or where `row` lacks one of the columns.
  /// - Throws: ``SQLiteError``.
  public func holder(
    of columns: [String], keepingOut row: [(column: String, value: Value)]
  ) throws(SQLiteError) -> Holder? {
    var conditions: [String] = []
    for name in columns {
      guard let place = row.firstIndex(where: { $0.column == name }) else { return nil }
      conditions.append("\"\(name)\" = ?\(place + 1)")
    }
    let same = row.enumerated().map { "\"\($1.column)\" IS ?\($0 + 1)" }
    let sql = """
      SELECT id, \(same.joined(separator: " AND ")) FROM "\(table)"
      WHERE \(conditions.joined(separator: " AND ")) LIMIT 1
      """
    return try store.connection.query(sql, row.map(\.value)) {
      Holder(id: $0.integer(0), isSame: $0.integer(1) != 0)
    }.first
  }
}
