public import SQLite

/// Reads how the tables of any SQLite database are defined.
public struct TableDefinitionReader {
  private let connection: Connection

  /// Reads from `connection`.
  public init(_ connection: Connection) { self.connection = connection }

  /// The ordinary tables by name, without SQLite's own and those of virtual tables.
  public func tables() throws -> [TableDefinition] { try tables(named: nil) }

  /// The ordinary table of that name; nil where there is none.
  public func table(_ name: String) throws -> TableDefinition? { try tables(named: name).first }

  private func tables(named name: String?) throws -> [TableDefinition] {
    try connection.query(
      """
      SELECT list.name, list.strict, list.wr, schema.sql
      FROM pragma_table_list AS list
      JOIN sqlite_schema AS schema ON schema.name = list.name AND schema.type = 'table'
      WHERE list.schema = 'main' AND list.type = 'table' AND list.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND (?1 IS NULL OR list.name = ?1)
      ORDER BY list.name
      """, [Value(name)]
    ) { row in
      (
        name: row.text(0), isStrict: row.integer(1) == 1, isKeyed: row.integer(2) == 1,
        sql: row.text(3)
      )
    }
    .map { try table($0.name, isStrict: $0.isStrict, isKeyed: $0.isKeyed, sql: $0.sql) }
  }

  private func table(
    _ name: String, isStrict: Bool, isKeyed: Bool, sql: String
  ) throws -> TableDefinition {
    let parts = Self.parts(of: sql)
    let collations = parts.reduce(into: [String: String]()) { found, part in
      guard let column = part.first?.text.lowercased() else { return }
      for (index, token) in part.enumerated().dropLast() where token.isWord("COLLATE") {
        found[column] = part[index + 1].text.uppercased()
      }
    }
    let described = try connection.query(
      """
      SELECT name, upper(type), "notnull", dflt_value, hidden, pk FROM pragma_table_xinfo(?1)
      WHERE hidden <> 1 ORDER BY cid
      """, [.text(name)]
    ) { row in
      (
        column: TableDefinition.Column(
          name: row.text(0), type: row.text(1), isRequired: row.integer(2) != 0,
          defaultValue: SQLToken.tokens(of: row.text(3)), isGenerated: row.integer(4) >= 2,
          collation: collations[row.text(0).lowercased()].flatMap { $0 == "BINARY" ? nil : $0 }),
        key: row.integer(5)
      )
    }
    let lists = try connection.query(
      "SELECT name, origin, \"unique\" FROM pragma_index_list(?1) ORDER BY seq DESC", [.text(name)]
    ) { (name: $0.text(0), origin: $0.text(1), isUnique: $0.integer(2) == 1) }
    let keys = described.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map(\.column.name)
    return TableDefinition(
      name: name, columns: described.map(\.column), primaryKey: keys,
      isNumbered: keys.count == 1 && !isKeyed && !lists.contains { $0.origin == "pk" },
      isStrict: isStrict,
      uniqueKeys: try lists.filter { $0.origin == "u" }.map { try indexedColumns(of: $0.name) },
      indexes: try lists.filter { $0.origin == "c" }
        .compactMap { try index($0.name, isUnique: $0.isUnique) },
      foreignKeys: try foreignKeys(
        of: name, isDeferred: parts.contains { $0.contains { $0.isWord("DEFERRED") } }),
      checks: parts.flatMap(Self.checks))
  }

  private func indexedColumns(of index: String) throws -> [String] {
    try connection.query("SELECT name FROM pragma_index_info(?1) ORDER BY seqno", [.text(index)]) {
      $0.text(0)
    }
  }

  private func index(_ name: String, isUnique: Bool) throws -> TableDefinition.Index? {
    let sql = try connection.value("SELECT sql FROM sqlite_schema WHERE name = ?1", [.text(name)])
    guard case .text(let sql)? = sql else { return nil }
    let tokens = SQLToken.tokens(of: sql)
    guard let start = tokens.firstIndex(where: { $0.isSymbol("(") }) else { return nil }
    let (inside, end) = Self.inside(tokens, from: start)
    let rest = tokens[min(end + 1, tokens.count)...]
    let parts = Self.split(inside).map { part in
      var expression = part
      let isDescending = expression.last?.isWord("DESC") ?? false
      if isDescending || expression.last?.isWord("ASC") ?? false { expression.removeLast() }
      return TableDefinition.Index.Part(expression: expression, isDescending: isDescending)
    }
    return TableDefinition.Index(
      name: name, isUnique: isUnique, parts: parts,
      condition: rest.first?.isWord("WHERE") ?? false ? Array(rest.dropFirst()) : [])
  }

  private func foreignKeys(
    of table: String, isDeferred: Bool
  ) throws -> [TableDefinition.ForeignKey] {
    let rows = try connection.query(
      """
      SELECT id, "table", "from", "to", on_delete, on_update
      FROM pragma_foreign_key_list(?1) ORDER BY id DESC, seq
      """, [.text(table)]
    ) { row in
      (
        id: row.integer(0), target: row.text(1), from: row.text(2), to: row.optionalText(3),
        onDelete: row.text(4), onUpdate: row.text(5)
      )
    }
    return try Dictionary(grouping: rows, by: \.id).sorted { $0.key > $1.key }.map { _, pairs in
      let target = pairs[0].target
      let key =
        pairs.contains { $0.to == nil }
        ? try connection.query(
          "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk", [.text(target)]
        ) { $0.text(0) } : pairs.compactMap(\.to)
      return TableDefinition.ForeignKey(
        columns: pairs.map(\.from), target: target, targetColumns: key,
        onDelete: pairs[0].onDelete, onUpdate: pairs[0].onUpdate, isDeferred: isDeferred)
    }
  }

  /// The columns and constraints of a table's definition.
  private static func parts(of sql: String) -> [[SQLToken]] {
    let tokens = SQLToken.tokens(of: sql)
    guard let start = tokens.firstIndex(where: { $0.isSymbol("(") }) else { return [] }
    return split(inside(tokens, from: start).tokens)
  }

  /// The expressions of every CHECK of a column or constraint.
  private static func checks(in part: [SQLToken]) -> [[SQLToken]] {
    var (found, place) = ([[SQLToken]](), 0)
    while place < part.count {
      if part[place].isSymbol("(") {
        place = inside(part, from: place).end
      } else if part[place].isWord("CHECK"), place + 1 < part.count, part[place + 1].isSymbol("(") {
        let (expression, end) = inside(part, from: place + 1)
        found.append(expression)
        place = end
      }
      place += 1
    }
    return found
  }

  /// What a parenthesis holds, and the place of the one that closes it.
  private static func inside(
    _ tokens: [SQLToken], from start: Int
  ) -> (tokens: [SQLToken], end: Int) {
    var depth = 0
    for index in start..<tokens.count {
      if tokens[index].isSymbol("(") { depth += 1 }
      if tokens[index].isSymbol(")") { depth -= 1 }
      if depth == 0 { return (Array(tokens[(start + 1)..<index]), index) }
    }
    return (Array(tokens[(start + 1)...]), tokens.count)
  }

  /// What commas set apart, those inside parentheses left alone.
  private static func split(_ tokens: [SQLToken]) -> [[SQLToken]] {
    var (parts, part, depth) = ([[SQLToken]](), [SQLToken](), 0)
    for token in tokens {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if depth == 0, token.isSymbol(",") {
        parts.append(part)
        part = []
      } else {
        part.append(token)
      }
    }
    return part.isEmpty ? parts : parts + [part]
  }
}
