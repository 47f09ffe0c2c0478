import SQLite

/// What every column means, as table `codebook` says.
public struct Codebook {
  private let store: Store

  /// Reads the codebook of `store`.
  public init(_ store: Store) { self.store = store }

  /// The description of a column.
  public struct Entry: Hashable, Sendable {
    /// The table.
    public let table: String
    /// The column.
    public let column: String
    /// The label in English.
    public let labelEn: String
    /// The label in Chinese.
    public let labelZh: String
    /// The unit; nil where the column holds no quantity.
    public let unit: String?
    /// What the column holds, and what its absence means.
    public let definition: String
    /// The headings that an import takes for this column.
    public let aliases: [String]
  }

  /// A column as the schema and the codebook have it together.
  public struct Column: Hashable, Sendable {
    /// The column in the schema.
    public let schema: Schema.Column
    /// The column in the codebook; nil where it does not know it.
    public let entry: Entry?
    /// The only values the column takes; empty where others are let in.
    public let values: [String]
  }

  /// A table or view with what it holds.
  public struct TableSummary: Hashable, Sendable {
    /// The name.
    public let name: String
    /// Whether it is a view, which is computed when it is read.
    public let isView: Bool
    /// What it holds, in English and Chinese.
    public let title: TableTitle
    /// How many rows it has; nil for a view.
    public let rows: Int?
    /// How many columns it has.
    public let columns: Int
  }

  /// The entries of `table` in column order.
  public func entries(of table: String) throws -> [Entry] {
    try entries("WHERE table_name = ?1 ORDER BY position", [.text(table)])
  }

  /// Every entry, by table and column order.
  public func entries() throws -> [Entry] {
    try entries("ORDER BY table_name, position", [])
  }

  /// The columns of `table`, as they stand in the schema.
  ///
  /// - Throws: ``DescriptionError/unknownTable(_:nearest:)``.
  public func columns(of table: String) throws -> [Column] {
    let described = try requireTable(table)
    let entries = Dictionary(
      try entries(of: table).map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
    let definition = try store.connection.value(
      "SELECT sql FROM sqlite_schema WHERE name = ?1", [.text(table)])
    var sql = ""
    if case .text(let text)? = definition { sql = text }
    return described.columns.map { column in
      Column(
        schema: column, entry: entries[column.name],
        values: Self.closedList(of: column.name, in: sql))
    }
  }

  /// The table or view of that name.
  ///
  /// - Throws: ``DescriptionError/unknownTable(_:nearest:)``.
  @discardableResult
  public func requireTable(_ name: String) throws -> Schema.Table {
    do { return try Schema(store).table(name) } catch StoreError.notFound {
      let names = try tableNames() + Schema(store).views()
      throw DescriptionError.unknownTable(
        name, nearest: NearestNames.of(name, in: names, limit: 3))
    }
  }

  /// The column of `table` named `name`.
  public func column(_ name: String, of table: String) throws -> Column {
    let columns = try columns(of: table)
    guard let column = columns.first(where: { $0.schema.name == name }) else {
      throw DescriptionError.unknownColumn(
        name, table: table,
        nearest: NearestNames.of(name, in: columns.map(\.schema.name), limit: 3))
    }
    return column
  }

  /// The tables, then the views, each in the order of their names.
  public func tables() throws -> [TableSummary] {
    let schema = Schema(store)
    let tables = try tableNames().map { name in
      var rows: Int?
      if case .integer(let count)? = try store.connection.value("SELECT count(*) FROM \"\(name)\"")
      {
        rows = Int(count)
      }
      return TableSummary(
        name: name, isView: false, title: .of(name), rows: rows,
        columns: try schema.table(name).columns.count)
    }
    return try tables
      + schema.views().map { name in
        TableSummary(
          name: name, isView: true, title: .of(name), rows: nil,
          columns: try schema.table(name).columns.count)
      }
  }

  private func tableNames() throws -> [String] {
    try Schema(store).tables().map(\.name).sorted()
  }

  private func entries(_ clause: String, _ values: [Value]) throws -> [Entry] {
    try store.connection.query(
      """
      SELECT table_name, column_name, label_en, label_zh, unit, definition, aliases
      FROM codebook \(clause)
      """, values
    ) { row in
      Entry(
        table: row.text(0), column: row.text(1), labelEn: row.text(2), labelZh: row.text(3),
        unit: row.optionalText(4), definition: row.text(5),
        aliases: row.text(6).split(separator: ";").map(String.init))
    }
  }

  /// The texts in the first `CHECK (column IN ('a', 'b'))` of a table's definition.
  static func closedList(of column: String, in sql: String) -> [String] {
    guard let start = sql.firstRange(of: "CHECK (\(column) IN (") else { return [] }
    var values: [String] = []
    var text: String?
    for character in sql[start.upperBound...] {
      switch (character, text) {
      case ("'", nil): text = ""
      case ("'", let value?):
        values.append(value)
        text = nil
      case (")", nil): return values
      case (_, nil): break
      case (_, let value?): text = value + String(character)
      }
    }
    return values
  }
}

/// A name that the schema does not have.
public enum DescriptionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no such table.
  case unknownTable(String, nearest: [String])
  /// The table has no such column.
  case unknownColumn(String, table: String, nearest: [String])

  /// What is not there, what comes near, and where all names are listed.
  public var description: String {
    switch self {
    case .unknownTable(let name, let nearest):
      "there is no table '\(name)'." + Self.suggestion(nearest)
        + " 'agglom describe' lists the tables."
    case .unknownColumn(let name, let table, let nearest):
      "table \(table) has no column '\(name)'." + Self.suggestion(nearest)
        + " 'agglom describe \(table)' lists its columns."
    }
  }

  private static func suggestion(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: " or "))?"
  }
}
