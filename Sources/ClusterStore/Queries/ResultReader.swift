public import SQLite

/// Reads tables and the results of statements row by row, without keeping them.
public struct ResultReader {
  private let connection: Connection

  /// Reads from `store`.
  public init(_ store: Store) { connection = store.connection }

  /// Reads from any database.
  public init(_ connection: Connection) { self.connection = connection }

  /// What is read.
  public enum Source: Sendable {
    /// Every column and row of a table or view; a table's rows by number, or else by its key.
    case table(String)
    /// The rows of one statement, with the values of its named parameters.
    case statement(String, [String: Value])
  }

  /// A column of a result.
  public struct Column: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The type that the schema declares; nil for an expression.
    public let type: String?

    /// Takes the parts.
    public init(name: String, type: String? = nil) {
      self.name = name
      self.type = type
    }
  }

  /// Reads `source` to its end.
  ///
  /// - Parameters:
  ///   - source: What to read.
  ///   - columns: Gets the columns, once, before the first row.
  ///   - row: Gets each row; it is valid during the call.
  /// - Returns: How many rows it had.
  /// - Throws: ``StoreError/notFound(table:key:)`` for a table that is not there, an error of
  ///   SQLite for a statement that is wrong or returns nothing, and what the closures throw.
  @discardableResult
  public func read(
    _ source: Source, columns: ([Column]) throws -> Void = { _ in },
    row: (borrowing Row) throws -> Void
  ) throws -> Int {
    switch source {
    case .table(let name): try read(try selection(of: name), [:], columns: columns, row: row)
    case .statement(let sql, let values): try read(sql, values, columns: columns, row: row)
    }
  }

  /// Reads what is stored in `table`: the number of a row where no column holds it, and then the
  /// columns that can be written.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - columns: Other columns to read, computed ones too; nil for those.
  ///   - rows: Which rows to read; nil for all.
  ///   - row: Gets each row; it is valid during the call.
  /// - Returns: How many rows there were.
  /// - Throws: An error of SQLite, and what the closure throws.
  @discardableResult
  public func readStored(
    _ table: DatabaseOutline.Table, columns: [String]? = nil, among rows: SelectedRows? = nil,
    row: (borrowing Row) throws -> Void
  ) throws -> Int {
    let names = columns ?? [table.rowNumber].compactMap(\.self) + table.writable
    return try read(
      Self.selection(
        names, from: table.name, order: table.order, condition: rows?.condition(for: table)),
      [:], columns: { _ in }, row: row)
  }

  /// How many rows of `tables` there are, or how many of them are among `rows`.
  public func count(
    _ tables: [DatabaseOutline.Table], among rows: SelectedRows? = nil
  ) throws -> Int {
    try tables.reduce(0) { sum, table in
      let condition = rows?.condition(for: table).map { " WHERE \($0)" } ?? ""
      return try connection.query(
        "SELECT count(*) FROM \(DatabaseOutline.quoted(table.name))\(condition)"
      ) { Int($0.integer(0)) }.reduce(sum, +)
    }
  }

  /// Runs `body` in one read transaction, so that all it reads is of one moment.
  public func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.transaction(.deferred, body)
  }

  private func read(
    _ sql: String, _ values: [String: Value], columns: ([Column]) throws -> Void,
    row: (borrowing Row) throws -> Void
  ) throws -> Int {
    let statement = try connection.prepare(sql)
    guard statement.columnCount > 0 else {
      throw SQLiteError(code: .misuse, message: "the statement returns no rows", sql: sql)
    }
    try statement.bind(named: values)
    try columns(
      (0..<statement.columnCount).map {
        Column(name: statement.columnName($0), type: statement.declaredType($0))
      })
    var count = 0
    while try statement.step() {
      try row(statement.row)
      count += 1
    }
    return count
  }

  /// The statement that reads the table or view `name`.
  private func selection(of name: String) throws -> String {
    let outline = try DatabaseOutline(connection)
    if let table = outline.tables.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return Self.selection(table.columns, from: table.name, order: table.order)
    }
    let columns = try connection.query(
      "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid", [.text(name)]
    ) { $0.text(0) }
    guard !columns.isEmpty else { throw StoreError.notFound(table: "table", key: name) }
    return Self.selection(columns, from: name, order: [])
  }

  /// A statement that reads some columns of a table in order.
  static func selection(
    _ columns: [String], from table: String, order: [String], condition: String? = nil
  ) -> String {
    let names = columns.map(DatabaseOutline.quoted).joined(separator: ", ")
    let sorting = order.map(DatabaseOutline.quoted).joined(separator: ", ")
    return "SELECT \(names) FROM \(DatabaseOutline.quoted(table))"
      + (condition.map { " WHERE \($0)" } ?? "")
      + (sorting.isEmpty ? "" : " ORDER BY \(sorting)")
  }
}
