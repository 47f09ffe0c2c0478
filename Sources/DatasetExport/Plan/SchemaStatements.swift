import ClusterStore

/// Writes the statements that make tables in another engine, and gathers what they leave out.
struct SchemaStatements {
  let dialect: any SQLDialect
  let tables: [TablePlan]
  /// The title of each table by its name, and the description of each column by both.
  let comments: [String: String]
  /// What is not kept, a sentence each.
  private(set) var notes: [String] = []

  init(_ dialect: any SQLDialect, _ tables: [TablePlan], comments: [String: String]) {
    (self.dialect, self.tables, self.comments) = (dialect, tables, comments)
  }

  private var traits: DialectTraits { dialect.traits }

  // MARK: Tables

  /// The statement that makes a table.
  mutating func table(_ table: TablePlan) -> String {
    var lines = table.columns.map { column(table, $0) }
    if traits.constraintsInTable { lines += constraints(table) }
    if traits.foreignKeysInTable { lines += foreignKeys(table) }
    var statement =
      "CREATE TABLE \(dialect.quoted(table.name)) (\n  \(lines.joined(separator: ",\n  "))\n)"
    if dialect is MySQLDialect { statement += " \(MySQLDialect.tableOptions)" }
    if traits.commentsInTable, let comment = comments[table.definition.name] {
      statement += " COMMENT = \(dialect.literal(String(comment.prefix(2_000))))"
    }
    return statement + ";\n"
  }

  private mutating func column(_ table: TablePlan, _ column: ColumnPlan) -> String {
    var text = "\(dialect.quoted(column.name)) \(dialect.type(of: column))"
    if column.isRequired { text += " NOT NULL" }
    let source = table.definition.column(column.source)
    if let written = source?.defaultValue, !written.isEmpty, source?.isGenerated == false {
      let expressions = ExpressionTranslation(table: table, dialect: dialect)
      if column.cell.isAnyAsText || dialect.type(of: column).hasPrefix("LONG") {
        note("the default", of: column, table)
      } else if let value = expressions.defaultValue(written, column.kind) {
        text += " DEFAULT \(value)"
      } else if !written[0].isWord("NULL") {
        note("the default", of: column, table)
      }
    }
    let comment = comments["\(table.definition.name).\(column.source)"]
    if traits.commentsInTable, let comment {
      text += " COMMENT \(dialect.literal(String(comment.prefix(1_000))))"
    }
    return text
  }

  // MARK: Keys and checks

  /// Primary key, unique keys and checks, as they stand in a definition or behind ADD.
  mutating func constraints(_ table: TablePlan) -> [String] {
    var clauses: [String] = []
    for (index, key) in ([table.definition.primaryKey] + table.definition.uniqueKeys).enumerated()
    where !key.isEmpty {
      guard let names = keyColumns(key, table, "a key") else { continue }
      let isPrimary = index == 0 && !table.lacksKeyValues
      clauses.append("\(isPrimary ? "PRIMARY KEY" : "UNIQUE") (\(names))")
    }
    let expressions = ExpressionTranslation(table: table, dialect: dialect)
    for check in table.definition.checks {
      guard let expression = expressions.translate(check) else {
        let text = check.map(\.text).joined(separator: " ")
        notes.append("the check (\(text)) of table '\(table.definition.name)' is left out.")
        continue
      }
      clauses.append("CHECK (\(expression))")
    }
    return clauses
  }

  /// The columns of a key; nil, and told, where the engine has no key of them.
  private mutating func keyColumns(
    _ key: [String], _ table: TablePlan, _ what: String
  ) -> String? {
    let columns = key.compactMap(table.column)
    for column in columns where column.isTooLongForKey {
      note("\(what) with texts too long for it", of: column, table)
      return nil
    }
    for column in columns {
      if let collation = table.definition.column(column.source)?.collation {
        note("the comparing of texts by \(collation) in \(what)", of: column, table)
      }
    }
    return columns.map { dialect.quoted($0.name) }.joined(separator: ", ")
  }

  // MARK: Indexes

  /// The statements that make the indexes of a table.
  mutating func indexes(_ table: TablePlan) -> [String] {
    table.definition.indexes.compactMap { index(table, $0) }
  }

  private mutating func index(_ table: TablePlan, _ index: TableDefinition.Index) -> String? {
    let expressions = ExpressionTranslation(table: table, dialect: dialect)
    var parts: [String] = []
    for part in index.parts {
      let order = part.isDescending ? " DESC" : ""
      if let name = part.column, table.column(name) != nil {
        guard let column = keyColumns([name], table, "the index '\(index.name)'") else {
          return nil
        }
        parts.append(column + order)
      } else if traits.hasExpressionIndexes, let text = expressions.translate(part.expression) {
        parts.append("(\(text))" + order)
      } else {
        return leaveOut(index, of: table, "it is of an expression")
      }
    }
    var condition = ""
    if !index.condition.isEmpty {
      if traits.hasPartialIndexes, let text = expressions.translate(index.condition) {
        condition = " WHERE \(text)"
      } else if index.isUnique {
        return leaveOut(index, of: table, "it is unique for some rows only")
      } else {
        notes.append(
          """
          the index '\(index.name)' of table '\(table.definition.name)' is of every row instead of \
          some.
          """)
      }
    }
    let unique = index.isUnique ? "UNIQUE " : ""
    let name = dialect.quoted(ShortenedName.of(index.name, traits))
    return "CREATE \(unique)INDEX \(name) ON \(dialect.quoted(table.name)) "
      + "(\(parts.joined(separator: ", ")))\(condition);\n"
  }

  private mutating func leaveOut(
    _ index: TableDefinition.Index, of table: TablePlan, _ reason: String
  ) -> String? {
    notes.append(
      """
      the \(index.isUnique ? "unique index" : "index") '\(index.name)' of table \
      '\(table.definition.name)' is left out: \(reason).
      """)
    return nil
  }

  // MARK: Foreign keys

  /// The foreign keys of a table that the engine can have, a clause each.
  mutating func foreignKeys(_ table: TablePlan) -> [String] {
    var clauses: [String] = []
    for (index, key) in table.definition.foreignKeys.enumerated() {
      guard
        let target = tables.first(where: {
          $0.definition.name.lowercased() == key.target.lowercased()
        })
      else { continue }
      if let reason = reason(against: key, at: index, of: table, target) {
        notes.append(
          """
          the foreign key of table '\(table.definition.name)' \
          (\(key.columns.joined(separator: ", "))) to '\(key.target)' is left out: \(reason).
          """)
        continue
      }
      let columns = key.columns.compactMap(table.column).map { dialect.quoted($0.name) }
      let targets = key.targetColumns.compactMap(target.column).map { dialect.quoted($0.name) }
      var clause = """
        FOREIGN KEY (\(columns.joined(separator: ", "))) REFERENCES \(dialect.quoted(target.name)) \
        (\(targets.joined(separator: ", ")))
        """
      if !traits.foreignKeysInTable {
        if key.onDelete != "NO ACTION" { clause += " ON DELETE \(key.onDelete)" }
        if key.onUpdate != "NO ACTION" { clause += " ON UPDATE \(key.onUpdate)" }
      }
      if key.isDeferred, traits.defersForeignKeys { clause += " DEFERRABLE INITIALLY DEFERRED" }
      clauses.append(clause)
    }
    return clauses
  }

  private func reason(
    against key: TableDefinition.ForeignKey, at index: Int, of table: TablePlan,
    _ target: TablePlan
  ) -> String? {
    let own = key.columns.compactMap(table.column)
    let theirs = key.targetColumns.compactMap(target.column)
    if table.brokenKeys.contains(index) { return "rows break it" }
    if own.map(dialect.type) != theirs.map(dialect.type) { return "the types differ" }
    if (own + theirs).contains(where: \.isTooLongForKey) { return "its texts are too long" }
    guard traits.foreignKeysInTable else { return nil }
    let names = tables.map(\.name)
    guard let place = names.firstIndex(of: table.name),
      let targetPlace = names.firstIndex(of: target.name), targetPlace < place
    else { return "\(traits.engine) takes none to the table itself or to one that comes later" }
    return nil
  }

  // MARK: Comments

  /// The statements that describe a table and its columns.
  func descriptions(_ table: TablePlan) -> [String] {
    guard !traits.commentsInTable else { return [] }
    var statements: [String] = []
    if let comment = comments[table.definition.name] {
      statements.append(
        "COMMENT ON TABLE \(dialect.quoted(table.name)) IS \(dialect.literal(comment));\n")
    }
    for column in table.columns {
      guard let comment = comments["\(table.definition.name).\(column.source)"] else { continue }
      statements.append(
        """
        COMMENT ON COLUMN \(dialect.quoted(table.name)).\(dialect.quoted(column.name)) IS \
        \(dialect.literal(comment));

        """)
    }
    return statements
  }

  private mutating func note(_ what: String, of column: ColumnPlan, _ table: TablePlan) {
    notes.append(
      "\(what) of column '\(column.source)' of table '\(table.definition.name)' is left out.")
  }
}

/// Names that fit into an engine.
enum ShortenedName {
  /// `name`, or where the engine does not take it its beginning with eight digits that tell it from
  /// others.
  static func of(_ name: String, _ traits: DialectTraits) -> String {
    guard !traits.takes(name) else { return name }
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    let mark = String(hash >> 32, radix: 16)
    var beginning = String(name.unicodeScalars.filter { $0.value < 0x10000 }.map(Character.init))
    while !traits.takes("\(beginning)_\(mark)") { beginning.removeLast() }
    return "\(beginning)_\(mark)"
  }
}
