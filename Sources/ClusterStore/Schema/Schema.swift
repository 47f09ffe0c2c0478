import SQLite

/// The tables of a database as SQLite describes them.
public struct Schema {
  private let connection: Connection

  /// Reads the schema of `store`.
  public init(_ store: Store) { connection = store.connection }

  init(_ connection: Connection) { self.connection = connection }

  /// A column of a table.
  public struct Column: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The declared type: INTEGER, REAL, TEXT, BLOB or ANY; empty in a virtual table.
    public let type: String
    /// Whether it must hold a value.
    public let isRequired: Bool
    /// Whether it has a default.
    public let hasDefault: Bool
    /// Whether it is computed and cannot be written.
    public let isGenerated: Bool
    /// The place in the primary key, from 1; 0 outside it.
    public let keyPosition: Int
    /// The table that it points at, by id; nil where it points at none.
    public let target: String?
  }

  /// A table.
  public struct Table: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The columns, in order.
    public let columns: [Column]

    /// The column of that name; nil where there is none.
    public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
  }

  /// The ordinary tables, each after those it points at; views and virtual tables are left out.
  public func tables() throws -> [Table] {
    let names = try connection.query(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY name
      """
    ) { $0.text(0) }
    var left = try names.map { try table($0) }
    var ordered: [Table] = []
    while !left.isEmpty {
      let waiting = Set(left.map(\.name))
      let next = left.filter { table in
        table.columns.allSatisfy { column in
          column.target.map { $0 == table.name || !waiting.contains($0) } ?? true
        }
      }
      // Tables that point at each other in a circle come in the order of their names.
      let chosen = next.isEmpty ? [left[0]] : next
      ordered += chosen
      left.removeAll { chosen.contains($0) }
    }
    return ordered
  }

  /// The table of that name.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)``.
  public func table(_ name: String) throws -> Table {
    let targets = Dictionary(
      try connection.query(
        "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)",
        [
          .text(name)
        ]
      ) { ($0.text(0), $0.text(1)) }, uniquingKeysWith: { first, _ in first })
    let columns = try connection.query(
      """
      SELECT name, type, "notnull", dflt_value, hidden, pk FROM pragma_table_xinfo(?1)
      ORDER BY cid
      """, [.text(name)]
    ) { row in
      Column(
        name: row.text(0), type: row.text(1), isRequired: row.integer(2) != 0,
        hasDefault: !row.isNull(3), isGenerated: row.integer(4) >= 2,
        keyPosition: Int(row.integer(5)), target: targets[row.text(0)])
    }
    guard !columns.isEmpty else { throw StoreError.notFound(table: "table", key: name) }
    return Table(name: name, columns: columns)
  }

  /// The views' names.
  public func views() throws -> [String] {
    try connection.query(
      "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"
    ) { $0.text(0) }
  }

  /// A column that points at a table.
  public struct Reference: Hashable, Sendable {
    /// The table that has the column.
    public let table: String
    /// The column.
    public let column: String
    /// The column pointed at, which is `id` in every table of this program.
    public let target: String
  }

  /// What points at `table`.
  public func references(to table: String) throws -> [Reference] {
    try connection.query(
      """
      SELECT list.name, foreign_key."from", coalesce(foreign_key."to", 'id')
      FROM pragma_table_list AS list, pragma_foreign_key_list(list.name) AS foreign_key
      WHERE list.schema = 'main' AND list.type = 'table'
        AND foreign_key."table" = ?1 COLLATE NOCASE
      ORDER BY list.name, foreign_key."from"
      """, [.text(table)]
    ) { Reference(table: $0.text(0), column: $0.text(1), target: $0.text(2).lowercased()) }
  }

  /// The tables and columns that point at the ids of `table`.
  public func referringColumns(to table: String) throws -> [(table: String, column: String)] {
    try references(to: table).filter { $0.target == "id" }.map { ($0.table, $0.column) }
  }

  /// The tables whose rows point at the row `id` of `table`, a row that points at itself apart, by
  /// foreign key or, where a row names its subject by type and key, by that key.
  func references(to table: String, id: Int64) throws -> [String] {
    var tables: Set<String> = []
    for (referring, column) in try referringColumns(to: table) {
      let own = referring == table ? "AND id <> ?1" : ""
      let found = try connection.value(
        "SELECT EXISTS (SELECT 1 FROM \(referring) WHERE \"\(column)\" = ?1 \(own))",
        [.integer(id)])
      if found == .integer(1) { tables.insert(referring) }
    }
    return tables.union(try subjectReferences(to: table, id: id)).sorted()
  }

  /// The tables whose rows name the row `id` of `table` by its key.
  func subjectReferences(to table: String, id: Int64) throws -> Set<String> {
    var tables: Set<String> = []
    for subject in SubjectColumn.all {
      let found = try connection.value(subject.existsStatement(for: table), [.integer(id)])
      if found == .integer(1) { tables.insert(subject.table) }
    }
    return tables
  }

  /// Refuses a row of `table` that names by type and key a row that is not there.
  func requireSubjects(
    of table: String, in columns: [(key: String, value: Value)], key: String
  ) throws {
    let subjects = SubjectColumn.all.filter { $0.table == table }
    guard !subjects.isEmpty else { return }
    let values = Dictionary(uniqueKeysWithValues: columns.map { ($0.key, $0.value) })
    for subject in subjects {
      guard case .text(let target)? = values[subject.type], EntityCatalog.hasKey(target),
        let name = values[subject.key]
      else { continue }
      let found = try connection.value(
        "SELECT EXISTS (SELECT 1 FROM \(target) WHERE key = ?1)", [name])
      guard found == .integer(1) else {
        throw StoreError.danglingReference(table: table, key: key)
      }
    }
  }
}

/// A pair of columns that name a row of any table by the table's name and the row's key.
public struct SubjectColumn: Hashable, Sendable {
  /// The table that has the pair.
  public let table: String
  /// The column that names the table pointed at.
  public let type: String
  /// The column that holds the key.
  public let key: String

  /// Every such pair of the schema.
  public static let all: [SubjectColumn] = [
    .init(table: "flow", type: "giver_type", key: "giver_key"),
    .init(table: "flow", type: "taker_type", key: "taker_key"),
    .init(table: "measure_target", type: "subject_type", key: "subject_key"),
    .init(table: "mention", type: "entity_type", key: "entity_key"),
    .init(table: "observation", type: "subject_type", key: "subject_key"),
    .init(table: "statement", type: "subject_type", key: "subject_key"),
    .init(table: "statistic", type: "subject_type", key: "subject_key"),
  ]

  func existsStatement(for target: String) -> String {
    guard EntityCatalog.hasKey(target) else { return "SELECT 0 WHERE ?1" }
    return """
      SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(type) = '\(target)'
        AND \(key) = (SELECT key FROM \(target) WHERE id = ?1))
      """
  }
}
