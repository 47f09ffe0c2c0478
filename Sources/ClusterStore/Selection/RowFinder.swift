import SQLite

/// Gathers the ids of a selection's rows in temporary tables, one for each table.
struct RowFinder {
  let connection: Connection
  let selection: RowSelection
  let tables: [TableDefinition]
  private var outline: [String: DatabaseOutline.Table] = [:]

  init(connection: Connection, selection: RowSelection, tables: [TableDefinition]) {
    (self.connection, self.selection, self.tables) = (connection, selection, tables)
  }

  /// Tables that describe the database, which go with every selection.
  static let wholeTables: Set<String> = ["schema_migration", "codebook"]

  /// Tables of the imports, which go only with what asks for them by name.
  private static let journal: Set<String> = [
    "import_batch", "import_row_range", "import_reject", "import_digest", "import_change",
    "name_index_gap", "column_alias", "saved_query",
  ]

  /// Tables that others lean on, and that lead to no row by themselves.
  private static let references: Set<String> = [
    "source", "dataset", "industry", "indicator", "waste", "material", "taxonomy", "term",
    "concept", "system", "size_rule",
  ]

  /// Tables whose rows are of a year.
  private static let yearly: Set<String> = ["firm_year", "cell_year", "observation", "flow"]

  /// The temporary table with the ids of the rows of `table`.
  static func kept(_ table: String) -> String {
    "temp.\(DatabaseOutline.quoted("selected_\(table)"))"
  }

  /// What SQL calls the number of a row of `table`; nil where rows have none.
  static func number(of table: DatabaseOutline.Table) -> String? {
    (table.rowNumber ?? (table.isByNumber ? table.order.first : nil)).map(DatabaseOutline.quoted)
  }

  /// Finds the rows, and names the tables that have some.
  mutating func find() throws -> Set<String> {
    outline = Dictionary(
      try DatabaseOutline(connection).tables.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    for table in tables.map(\.name) + ["name_index"] {
      try connection.execute(
        """
        DROP TABLE IF EXISTS \(Self.kept(table));
        CREATE TABLE \(Self.kept(table)) (id INTEGER PRIMARY KEY)
        """)
    }
    let begun = try begin()
    guard begun else { throw SelectionError.nothingFits(tables: selection.tables) }
    try addTies()
    try addTargets()
    try addNames()
    let found = try tables.map(\.name).filter {
      try numbered($0) && connection.value("SELECT 1 FROM \(Self.kept($0)) LIMIT 1") != nil
    }
    guard selection.isUnfiltered || !Self.wholeTables.isSuperset(of: found) else {
      throw SelectionError.noRows
    }
    return Self.wholeTables.union(found)
  }

  private func numbered(_ table: String) -> Bool {
    outline[table].flatMap(Self.number) != nil
  }

  // MARK: What was asked for

  /// Takes the rows that were asked for; false where no table could be narrowed so.
  private func begin() throws -> Bool {
    let zones = try ids(of: selection.zones, in: "zone")
    let datasets = try ids(of: selection.datasets, in: "dataset")
    for batch in selection.batches {
      let found = try connection.value(
        "SELECT id FROM import_batch WHERE id = ?1", [.integer(batch)])
      guard found != nil else {
        throw StoreError.notFound(table: "import_batch", key: "\(batch)")
      }
    }
    let asked = Set(selection.tables)
    if let table = selection.tables.first(where: { !numbered($0) && !Self.wholeTables.contains($0) }
    ) {
      throw SelectionError.notByNumber(table: table)
    }
    var isAny = false
    for table in tables {
      guard asked.isEmpty ? isTaken(table.name) : asked.contains(table.name),
        numbered(table.name) || selection.isUnfiltered
      else { continue }
      var conditions: [String?] = []
      if let zones { conditions.append(zoneCondition(table, zones)) }
      if let datasets { conditions.append(datasetCondition(table, datasets)) }
      if !selection.batches.isEmpty { conditions.append(try batchCondition(table)) }
      if !selection.years.isEmpty { conditions.append(yearCondition(table)) }
      guard !conditions.contains(nil) else { continue }
      isAny = true
      let condition = conditions.compactMap(\.self).map { "(\($0))" }.joined(separator: " AND ")
      if numbered(table.name) { try take(table.name, where: condition.isEmpty ? "1" : condition) }
    }
    return isAny
  }

  /// Whether a table takes part where none is named; a batch goes with the rows that it added.
  private func isTaken(_ table: String) -> Bool {
    !Self.journal.contains(table) || (table == "import_batch" && !selection.batches.isEmpty)
  }

  /// The ids of rows by key, as a list of SQL; nil where no key is given.
  private func ids(of keys: [String], in table: String) throws -> String? {
    guard !keys.isEmpty else { return nil }
    return try keys.map { key in
      let id = try connection.value("SELECT id FROM \(table) WHERE key = ?1", [.text(key)])
      guard case .integer(let id)? = id else {
        throw StoreError.notFound(table: table, key: key)
      }
      return "\(id)"
    }.joined(separator: ", ")
  }

  private func zoneCondition(_ table: TableDefinition, _ zones: String) -> String? {
    let inside = "SELECT zone_id FROM main.zone_within WHERE area_id IN (\(zones))"
    if table.name == "zone" { return "id IN (\(inside))" }
    guard table.column("zone_id") != nil else {
      // What is said of a zone names it by its key.
      let subjects = SubjectColumn.all.filter { $0.table == table.name && table.name != "flow" }
      return subjects.first.map { subject in
        """
        \(subject.type) = 'zone'
          AND \(subject.key) IN (SELECT key FROM zone WHERE id IN (\(inside)))
        """
      }
    }
    // A figure whose zone is not recorded is of the zone of its firm. Two conditions with OR between
    // them would make SQLite keep the number of every row in memory.
    guard table.name == "firm_year" else { return "zone_id IN (\(inside))" }
    return """
      coalesce(zone_id, (SELECT zone_id FROM firm WHERE firm.id = firm_id)) IN (\(inside))
      """
  }

  private func datasetCondition(_ table: TableDefinition, _ datasets: String) -> String? {
    if table.name == "dataset" { return "id IN (\(datasets))" }
    if Self.journal.contains(table.name), !selection.tables.contains(table.name) { return nil }
    return table.column("dataset_id").map { _ in "dataset_id IN (\(datasets))" }
  }

  private func yearCondition(_ table: TableDefinition) -> String? {
    guard Self.yearly.contains(table.name) else { return nil }
    return selection.years
      .map { "year BETWEEN \($0.lowerBound) AND \($0.upperBound)" }.joined(separator: " OR ")
  }

  private func batchCondition(_ table: TableDefinition) throws -> String? {
    let batches = selection.batches.map(String.init).joined(separator: ", ")
    if table.name == "import_batch" { return "id IN (\(batches))" }
    guard let number = outline[table.name].flatMap(Self.number) else { return nil }
    let ranges = "FROM import_row_range WHERE table_name = ?1 AND batch_id IN (\(batches))"
    guard try connection.value("SELECT 1 \(ranges) LIMIT 1", [.text(table.name)]) != nil else {
      return nil
    }
    let name = table.name.replacing("'", with: "''")
    return """
      EXISTS (SELECT 1 FROM import_row_range AS span WHERE span.table_name = '\(name)'
        AND span.batch_id IN (\(batches)) AND \(number) BETWEEN span.first_id AND span.last_id)
      """
  }

  // MARK: What goes with it

  /// Takes the rows that tie rows taken so far to each other, such as a firm to its cluster.
  private func addTies() throws {
    guard !selection.isUnfiltered else { return }
    let entities = Set(tables.map(\.name)).subtracting(Self.references)
    for table in TableDefinition.sorted(tables) where numbered(table.name) {
      guard selection.tables.isEmpty || selection.tables.contains(table.name),
        !Self.references.contains(table.name), !Self.journal.contains(table.name),
        !Self.yearly.contains(table.name) || table.name == "flow",
        !Self.hasOwnRows.contains(table.name)
      else { continue }
      let ends = table.foreignKeys.filter { entities.contains($0.target) && $0.columns.count == 1 }
        .map { (column: DatabaseOutline.quoted($0.columns[0]), target: Self.kept($0.target)) }
      guard !ends.isEmpty else { continue }
      let inside = ends.map { "\($0.column) IN (SELECT id FROM \($0.target))" }
      let whole = zip(ends, inside).map { "(\($0.column) IS NULL OR \($1))" }
      try take(
        table.name,
        where: "(\(inside.joined(separator: " OR "))) AND \(whole.joined(separator: " AND "))")
    }
  }

  /// Entities, which are no ties even where they lie in a zone.
  private static let hasOwnRows: Set<String> = [
    "zone", "firm", "cluster", "cluster_set", "institution", "person", "measure", "firm_measure",
  ]

  /// Takes every row that a row taken so far points at, and what those point at.
  private func addTargets() throws {
    let sorted = TableDefinition.sorted(tables).reversed().filter { numbered($0.name) }
    var grown = Set(sorted.map(\.name))
    while !grown.isEmpty {
      var next: Set<String> = []
      for table in sorted where grown.contains(table.name) {
        for key in table.foreignKeys where numbered(key.target) {
          if try addTargets(of: key, from: table.name) { next.insert(key.target) }
        }
        for subject in SubjectColumn.all where subject.table == table.name {
          next.formUnion(try addSubjects(of: subject))
        }
      }
      grown = next
    }
  }

  private func addTargets(
    of key: TableDefinition.ForeignKey, from table: String
  ) throws -> Bool {
    guard let number = outline[table].flatMap(Self.number),
      let targetNumber = outline[key.target].flatMap(Self.number)
    else { return false }
    let pairs = zip(key.columns, key.targetColumns).map {
      "child.\(DatabaseOutline.quoted($0)) = parent.\(DatabaseOutline.quoted($1))"
    }
    return try connection.run(
      """
      INSERT OR IGNORE INTO \(Self.kept(key.target))
      SELECT parent.\(targetNumber) FROM \(Self.kept(table)) AS kept
      JOIN main.\(DatabaseOutline.quoted(table)) AS child ON child.\(number) = kept.id
      JOIN main.\(DatabaseOutline.quoted(key.target)) AS parent
        ON \(pairs.joined(separator: " AND "))
      """) > 0
  }

  /// Takes the entities that the rows of a column name, and says of which tables there were any.
  private func addSubjects(of subject: SubjectColumn) throws -> Set<String> {
    var grown: Set<String> = []
    for target in EntityCatalog.keyed.sorted() {
      let added = try connection.run(
        """
        INSERT OR IGNORE INTO \(Self.kept(target))
        SELECT parent.id FROM \(Self.kept(subject.table)) AS kept
        JOIN main.\(subject.table) AS child ON child.id = kept.id
        JOIN main.\(target) AS parent
          ON child.\(subject.type) = '\(target)' AND parent.key = child.\(subject.key)
        """)
      if added > 0 { grown.insert(target) }
    }
    return grown
  }

  /// Takes the names of the rows taken, for search.
  private func addNames() throws {
    for (place, table) in EntityCatalog.named.enumerated() {
      try connection.run(
        """
        INSERT INTO temp.selected_name_index
        SELECT id * \(NameIndex.capacity) + \(place) FROM \(Self.kept(table))
        """)
    }
  }

  private func take(_ table: String, where condition: String) throws {
    guard let number = outline[table].flatMap(Self.number) else { return }
    try connection.run(
      """
      INSERT OR IGNORE INTO \(Self.kept(table))
      SELECT \(number) FROM main.\(DatabaseOutline.quoted(table)) WHERE \(condition)
      """)
  }
}
