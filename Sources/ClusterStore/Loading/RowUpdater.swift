public import SQLite

/// Finds the row that keeps another one out of a table, and gives it new values.
///
/// Both statements are prepared once. The table's rows have ids.
public final class RowUpdater {
  /// The columns that are read and set, in the order of a row's values.
  public let columns: [String]

  private let connection: Connection
  private let table: Schema.Table
  private let updates: (all: String, unindexed: String)
  /// Which of the columns are in no index, and so cost least to set.
  private let unindexed: [Int]
  private let candidate: String
  private var searches: [[String]: String] = [:]
  private let triggers: TriggerGuard?

  /// A row as it stands in the table.
  public struct StoredRow: Sendable {
    /// Its id.
    public let id: Int64
    /// Its values in ``RowUpdater/columns``.
    public let values: [Value]
  }

  /// Prepares to read and set `columns` of `table`.
  public init(_ store: Store, table name: String, columns: [String]) throws {
    self.columns = columns
    connection = store.connection
    triggers = try TriggerGuard(connection, table: name)
    table = try Schema(store).table(name)
    let indexed = Set(
      try connection.query(
        """
        SELECT info.name FROM pragma_index_list(?1) AS list, pragma_index_xinfo(list.name) AS info
        WHERE info.name IS NOT NULL
        """, [.text(name)]
      ) { $0.text(0) })
    // An index on expressions may be of any column.
    let hasExpressions =
      try connection.value(
        """
        SELECT 1 FROM pragma_index_list(?1) AS list, pragma_index_xinfo(list.name) AS info
        WHERE info.cid = -2
        """, [.text(name)]) != nil
    unindexed = columns.indices.filter { !hasExpressions && !indexed.contains(columns[$0]) }
    func update(_ places: some Sequence<Int>) -> String {
      let assignments = places.map { "\"\(columns[$0])\" = ?\($0 + 2)" }.joined(separator: ", ")
      // Of its own accord, a key of the table may replace the rows that it meets.
      return "UPDATE OR ABORT \"\(name)\" SET \(assignments) WHERE id = ?1"
    }
    updates = (update(columns.indices), update(unindexed))
    let defaults = Dictionary(
      try connection.query(
        "SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?1)", [.text(name)]
      ) { ($0.text(0), $0.text(1)) }, uniquingKeysWith: { first, _ in first })
    candidate = table.columns.filter { !$0.isGenerated && $0.name != "id" }.map { column in
      let place = columns.firstIndex(of: column.name)
      let value = place.map { "?\($0 + 1)" } ?? defaults[column.name] ?? "NULL"
      return "\(value) AS \"\(column.name)\""
    }.joined(separator: ", ")
  }

  /// The row that is the same as one which was kept out: that of its key, or, in a table without
  /// keys, the one with the same values in the columns of the constraint.
  ///
  /// - Parameters:
  ///   - values: The values of the row that was kept out, in ``columns``; the columns of the table
  ///     that are not among them take their defaults.
  ///   - constraint: The columns that SQLite's message names, or its one name for an index on
  ///     expressions; none for a rule that is not about other rows, which is looked at before those
  ///     that are.
  /// - Returns: The row; nil where there is none.
  /// - Throws: ``SQLiteError``.
  public func row(
    keepingOut values: [Value], by constraint: [String]
  ) throws(SQLiteError) -> StoredRow? {
    let sql: String
    if let known = searches[constraint] {
      sql = known
    } else {
      let terms = try terms(of: constraint)
      let read = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      sql = """
        SELECT id, \(read) FROM "\(table.name)"
        WHERE (\(terms)) = (SELECT \(terms) FROM (SELECT \(candidate))) LIMIT 1
        """
      searches[constraint] = sql
    }
    return try connection.withStatement(sql) { statement throws(SQLiteError) in
      try statement.bind(values)
      guard try statement.step() else { return nil }
      return StoredRow(
        id: statement.row.integer(0),
        values: columns.indices.map { statement.row.value($0 + 1) })
    }
  }

  /// What tells rows apart, as SQL.
  private func terms(of constraint: [String]) throws(SQLiteError) -> String {
    if table.column("key") != nil { return "\"key\"" }
    var index = (constraint.first?.wholeMatch(of: /index '(.*)'/)?.1).map(String.init)
    if constraint.isEmpty {
      let unique = try connection.query(
        "SELECT name FROM pragma_index_list(?1) WHERE \"unique\"", [.text(table.name)]
      ) { $0.text(0) }
      guard unique.count == 1 else { return "NULL" }
      index = unique.first
    }
    guard let index else { return constraint.map { "\"\($0)\"" }.joined(separator: ", ") }
    let columns = try connection.query(
      "SELECT name FROM pragma_index_info(?1) ORDER BY seqno", [.text(index)]
    ) { $0.optionalText(0) }
    let names = columns.compactMap { $0 }
    guard names.count < columns.count else {
      return names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    let found = try connection.value(
      "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1", [.text(index)])
    guard case .text(let sql)? = found, let start = sql.firstIndex(of: "("),
      let end = sql.lastIndex(of: ")")
    else { return "NULL" }
    return String(sql[sql.index(after: start)..<end])
  }

  /// Gives the row `id` the `values`, of which those at `changed` are not there yet.
  ///
  /// - Throws: ``SQLiteError`` where they break a rule or a trigger refuses them; the row is then as
  ///   before.
  public func update(
    _ id: Int64, to values: [Value], changed: [Int]
  ) throws(SQLiteError) {
    guard let triggers else { return try write(id, values, changed) }
    let refusal = try triggers.refusal { () throws(SQLiteError) in
      try write(id, values, changed)
    }
    if let refusal { throw refusal }
  }

  private func write(_ id: Int64, _ values: [Value], _ changed: [Int]) throws(SQLiteError) {
    let isPlain = changed.allSatisfy(unindexed.contains)
    try connection.withStatement(isPlain ? updates.unindexed : updates.all) {
      statement throws(SQLiteError) in
      try statement.bind(id, at: 1)
      for place in isPlain ? unindexed : Array(values.indices) {
        try statement.bind(values[place], at: place + 2)
      }
      _ = try statement.step()
    }
  }
}
