public import SQLite

/// The names of columns in files that users have added, in table `column_alias`.
public struct ColumnAliases {
  /// The database.
  public let store: Store

  /// Works on `store`.
  public init(_ store: Store) { self.store = store }

  /// A name that a column of a file may bear.
  public struct Alias: Hashable, Sendable {
    /// The column that it stands for.
    public let column: String
    /// The name.
    public let alias: String
    /// When it was added, in UTC.
    public let addedAt: String
  }

  /// The aliases of the columns of `table`, by alias.
  public func all(of table: String) throws(SQLiteError) -> [Alias] {
    try store.connection.query(
      """
      SELECT column_name, alias, added_at FROM column_alias WHERE table_name = ?1 ORDER BY alias
      """, [.text(table)]
    ) { Alias(column: $0.text(0), alias: $0.text(1), addedAt: $0.text(2)) }
  }

  /// A row for each alias of `table`, or of every table where it is nil.
  public func rows(of table: String?) throws(SQLiteError) -> ResultRows {
    ResultRows(
      columns: ["table", "column", "alias", "added_at"],
      rows: try store.connection.query(
        """
        SELECT table_name, column_name, alias, added_at FROM column_alias
        WHERE ?1 IS NULL OR table_name = ?1 ORDER BY table_name, column_name, alias
        """, [table.map(Value.text) ?? .null]
      ) { row in (0..<4).map { row.value($0) } })
  }

  /// Lets files call `column` of `table` by `alias`, which may have stood for another column.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)`` for a table or a column that is not there;
  ///   ``StoreError/invalid(table:key:reason:)`` for an empty alias and for the name of another
  ///   column.
  public func add(_ alias: String, to column: String, of table: String) throws {
    let columns = try Schema(store).table(table).columns.map(\.name)
    guard columns.contains(column), column != "id" else {
      throw StoreError.notFound(table: table, key: column)
    }
    guard !alias.isEmpty else {
      throw StoreError.invalid(table: table, key: column, reason: "an alias cannot be empty")
    }
    guard alias == column || !columns.contains(alias) else {
      throw StoreError.invalid(
        table: table, key: column, reason: "'\(alias)' is the name of another column")
    }
    try store.connection.run(
      """
      INSERT INTO column_alias (table_name, column_name, alias, added_at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (table_name, alias)
        DO UPDATE SET column_name = excluded.column_name, added_at = excluded.added_at
      """, [.text(table), .text(column), .text(alias), .text(try store.now())])
  }

  /// Forgets an alias of `table`; false where there is none of that name.
  @discardableResult
  public func remove(_ alias: String, of table: String) throws(SQLiteError) -> Bool {
    try store.connection.run(
      "DELETE FROM column_alias WHERE table_name = ?1 AND alias = ?2",
      [.text(table), .text(alias)]) > 0
  }
}
