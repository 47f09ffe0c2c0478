import ClusterStore
import SQLite

/// Looks at a database with the eyes of another engine.
struct ExportPlanner {
  let connection: Connection
  let dialect: any SQLDialect
  /// What tables and columns mean, by name; empty for a database without a codebook.
  let comments: [String: String]
  /// Which rows; nil for all.
  let rows: SelectedRows?

  private var traits: DialectTraits { dialect.traits }

  /// Reads everything that could be refused, and plans the rest.
  ///
  /// To be called inside the transaction in which the rows are read afterwards.
  func plan() throws -> ExportPlan {
    let outline = try DatabaseOutline(connection)
    let outlines = Dictionary(
      outline.tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let definitions = chosen(try TableDefinitionReader(connection).tables())
    var findings: [Finding] = []
    var tables: [TablePlan] = []
    for definition in TableDefinition.sorted(definitions) {
      guard let outline = outlines[definition.name] else { continue }
      let planner = TablePlanner(
        definition: definition, outline: outline, traits: traits,
        scan: ContentScan(reader: ResultReader(connection), rows: rows, traits: traits))
      tables.append(try planner.plan(&findings))
    }
    noteReferences(&tables)
    try noteBrokenKeys(&tables, &findings)

    var statements = SchemaStatements(dialect, tables, comments: comments)
    let (made, constraints) =
      traits.keepsConstraints ? tableStatements(tables, &statements) : ([], [])
    let (views, viewNotes) = views(outline, among: Set(tables.map(\.definition.name)))
    return ExportPlan(
      dialect: dialect, tables: tables, definitions: made, constraints: constraints,
      descriptions: tables.flatMap { statements.descriptions($0) }, comments: comments,
      views: views, rows: rows,
      findings: findings,
      notes: leftOut(outline, tables) + statements.notes + viewNotes
        + (traits.givesIDs ? [] : ["a row that is added needs an id of its own: none is given."]))
  }

  /// What makes the tables, and what gives them keys and indexes after the data.
  private func tableStatements(
    _ tables: [TablePlan], _ statements: inout SchemaStatements
  ) -> (made: [String], constraints: [String]) {
    let made = tables.map { statements.table($0) }
    var constraints: [String] = []
    if !traits.constraintsInTable {
      for table in tables {
        constraints += statements.constraints(table).map { add($0, to: table) }
      }
    }
    for table in tables { constraints += statements.indexes(table) }
    if !traits.foreignKeysInTable {
      for table in tables {
        constraints += statements.foreignKeys(table).map { add($0, to: table) }
      }
    }
    if traits.hasIdentities { constraints += tables.compactMap(identity) }
    return (made, constraints)
  }

  /// All tables; where only some were asked for, those that have rows and those they could point at.
  private func chosen(_ all: [TableDefinition]) -> [TableDefinition] {
    guard let rows, rows.isOfSomeTables else { return all }
    var names = rows.tables
    while true {
      let more = all.filter { names.contains($0.name) }.flatMap { $0.foreignKeys.map(\.target) }
      guard !names.isSuperset(of: more) else { break }
      names.formUnion(more)
    }
    return all.filter { names.contains($0.name) }
  }

  /// A column that points and holds nothing is of the type of what it would point at; what is
  /// pointed at is indexed.
  private func noteReferences(_ tables: inout [TablePlan]) {
    for table in tables {
      for key in table.definition.foreignKeys {
        guard
          let target = tables.firstIndex(where: {
            $0.definition.name.lowercased() == key.target.lowercased()
          })
        else { continue }
        for name in key.targetColumns {
          let column = tables[target].columns.firstIndex {
            $0.source.lowercased() == name.lowercased()
          }
          if let column { tables[target].columns[column].isIndexed = true }
        }
      }
    }
  }

  private func noteBrokenKeys(
    _ tables: inout [TablePlan], _ findings: inout [Finding]
  ) throws {
    for index in tables.indices {
      let definition = tables[index].definition
      for broken in try ReferenceCheck(connection).brokenKeys(of: definition.name) {
        guard
          let place = definition.foreignKeys.firstIndex(where: { $0.columns == broken.columns })
        else { continue }
        tables[index].brokenKeys.insert(place)
        findings.append(
          Finding(
            table: definition.name, column: broken.columns.joined(separator: ", "),
            problem: "point at no row of '\(broken.target)'", rows: broken.rows,
            example: broken.firstRow.map { "row number \($0)" },
            remedy: "the foreign key is left out"))
      }
    }
  }

  private func add(_ clause: String, to table: TablePlan) -> String {
    "ALTER TABLE \(dialect.quoted(table.name)) ADD \(clause);\n"
  }

  /// What lets the engine give out the numbers of rows from the largest on.
  private func identity(_ table: TablePlan) -> String? {
    guard table.definition.isNumbered, let source = table.definition.primaryKey.first,
      let column = table.column(source), column.kind == .integer
    else { return nil }
    let (name, key) = (dialect.quoted(table.name), dialect.quoted(column.name))
    return """
      ALTER TABLE \(name) ALTER COLUMN \(key) ADD GENERATED BY DEFAULT AS IDENTITY;
      SELECT setval(pg_get_serial_sequence(\(dialect.literal(name)), \
      \(dialect.literal(column.name))), greatest(coalesce(max(\(key)), 1), 1), \
      coalesce(max(\(key)) > 0, false)) AS "last" FROM \(name) \\g /dev/null

      """
  }

  private func views(
    _ outline: DatabaseOutline, among tables: Set<String>
  ) -> (statements: [String], notes: [String]) {
    var (statements, notes, made) = ([String](), [String](), Set<String>())
    let stored = outline.objects.filter { $0.type == "view" }
    for view in PortableView.all where stored.contains(where: { $0.name == view.name }) {
      let lacking = view.mentioned.filter { !tables.contains($0) && !made.contains($0) }
      guard lacking.isEmpty else {
        let names = lacking.sorted().joined(separator: ", ")
        notes.append(
          "the view '\(view.name)' is left out: it reads what this export leaves out: \(names).")
        continue
      }
      made.insert(view.name)
      statements.append(
        "CREATE VIEW \(dialect.quoted(view.name)) AS\n\(dialect.view(view.query));\n")
    }
    for view in stored where !PortableView.all.contains(where: { $0.name == view.name }) {
      notes.append("the view '\(view.name)' is left out: its SQL is SQLite's.")
    }
    return (statements, notes)
  }

  /// What SQLite alone has.
  private func leftOut(_ outline: DatabaseOutline, _ tables: [TablePlan]) -> [String] {
    let virtual = outline.objects.filter {
      $0.type == "table" && ($0.sql ?? "").uppercased().hasPrefix("CREATE VIRTUAL")
    }.map { "the virtual table '\($0.name)' is left out: no other engine reads it." }
    let triggers = outline.objects.filter { $0.type == "trigger" }
      .map { "the trigger '\($0.name)' is left out: its SQL is SQLite's." }
    let computed = tables.flatMap { table in
      table.definition.columns.filter(\.isGenerated).map {
        """
        the formula of column '\($0.name)' of table '\(table.definition.name)' is left out; its \
        values are written.
        """
      }
    }
    let constraints =
      traits.keepsConstraints
      ? [] : ["keys, checks, indexes and defaults are left out: \(traits.engine) keeps none."]
    return virtual + triggers + computed + constraints
  }
}
