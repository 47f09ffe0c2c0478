public import ClusterModel
public import SQLite

/// What an import may do to a table, beyond adding rows.
public struct ImportTarget {
  private let store: Store

  /// Works on `store`.
  public init(_ store: Store) { self.store = store }

  /// The tables that take imports.
  public func tables() throws -> [String] {
    try Schema(store).tables().map(\.name).filter { !Self.ownTables.contains($0) }.sorted()
  }

  /// The tables that only the program itself fills.
  public static let ownTables: Set = [
    "schema_migration", "import_batch", "import_row_range", "import_reject", "import_digest",
    "import_change", "name_index_gap", "column_alias",
  ]

  /// The import names of the columns of `table`: for each column those of the codebook and those
  /// that users have added.
  public func aliases(of table: String) throws(SQLiteError) -> [String: [String]] {
    let rows = try store.connection.query(
      "SELECT column_name, coalesce(aliases, '') FROM codebook WHERE table_name = ?1",
      [.text(table)]
    ) { ($0.text(0), $0.text(1).split(separator: ";").map(String.init)) }
    var aliases = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    for alias in try ColumnAliases(store).all(of: table) {
      aliases[alias.column, default: []].append(alias.alias)
    }
    return aliases
  }

  /// The id of the dataset of that key, which is made of `properties` where it is not there.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)`` where it is not there and only its key is known;
  ///   ``StoreError/invalid(table:key:reason:)`` for a property that a dataset does not have.
  public func dataset(_ properties: [String: String]) throws -> Int64 {
    try addedDataset(properties).id
  }

  /// The same, and whether the dataset was made: it is then a row of the batch, to be noted among
  /// its ranges as one that comes from the header's line.
  public func addedDataset(
    _ properties: [String: String]
  ) throws -> (id: Int64, isNew: Bool) {
    try StatedRow(table: "dataset", properties: properties).foundOrAdded(in: store)
  }

  /// The id that the next new row of `table` gets, from 1 on.
  ///
  /// - Throws: ``SQLiteError``, also where a row has an id that leaves no room behind it.
  public func nextID(of table: String) throws(SQLiteError) -> Int64 {
    let last = try store.connection.value("SELECT max(id) FROM \"\(table)\"")
    guard case .integer(let last)? = last, last > 0 else { return 1 }
    guard last < NameIndex.largestID else {
      throw SQLiteError(
        code: .corrupt,
        message: "table '\(table)' has a row with the id \(last), behind which no rows can come; "
          + "give it another id")
    }
    return last + 1
  }

  /// Whether `table` has rows of that dataset.
  public func hasRows(_ table: String, dataset: Int64) throws(SQLiteError) -> Bool {
    try store.connection.value(
      "SELECT 1 FROM \"\(table)\" WHERE dataset_id = ?1 LIMIT 1", [.integer(dataset)]) != nil
  }

  /// Whether `table` has a row of that id.
  public func has(_ id: Int64, in table: String) throws(SQLiteError) -> Bool {
    try store.connection.value("SELECT 1 FROM \"\(table)\" WHERE id = ?1", [.integer(id)]) != nil
  }

  /// Whether rows of `table` point at rows that are not there; the ids of those that do.
  public func dangling(in table: String) throws(SQLiteError) -> [Int64] {
    try store.connection.query("PRAGMA foreign_key_check(\"\(table)\")") { $0.integer(1) }
  }

  /// Whether any table has triggers.
  public func hasTriggers() throws(SQLiteError) -> Bool {
    try TriggerGuard.triggers(store.connection, of: nil)
  }

  /// Refuses a table whose rows point at rows that are not there, which is a trigger's doing where
  /// the importer has looked them up.
  public func requireTargets(in table: String) throws {
    guard let row = try dangling(in: table).first else { return }
    throw SQLiteError(
      code: .foreignKey,
      message: "row \(row) of table '\(table)' would point at a row that a trigger has kept out")
  }

  /// Takes away those of the firms `ids` that nothing points at; returns them.
  public func removeUnusedFirms(_ ids: [Int64]) throws -> [Int64] {
    guard !ids.isEmpty else { return [] }
    let uses = try Schema(store).references(to: "firm").map { use in
      """
      AND NOT EXISTS (SELECT 1 FROM "\(use.table)" AS pointing
        WHERE pointing."\(use.column)" = firm."\(use.target)")
      """
    }
    let sql = "DELETE FROM firm WHERE id = ?1 " + uses.joined(separator: " ")
    return try ids.filter { try store.connection.run(sql, [.integer($0)]) > 0 }
  }

  /// The tables to which a row can be added that is known by its code alone.
  public static let tablesOfCodes: Set = ["zone", "industry", "waste"]

  /// Adds a row that is known by its code alone to a table of codes.
  ///
  /// - Throws: ``StoreError/invalid(table:key:reason:)`` for a table that needs more than a code.
  public func addReference(
    table: String, scheme: String, code: String, id: Int64
  ) throws {
    guard Self.tablesOfCodes.contains(table) else {
      throw StoreError.invalid(
        table: table, key: code, reason: "a code alone is not enough to add one")
    }
    let kind = table == "zone" ? ", kind" : table == "waste" ? ", level" : ""
    let value = table == "zone" ? ", 'unknown'" : table == "waste" ? ", 'entry'" : ""
    try store.connection.run(
      "INSERT INTO \(table) (id, key, scheme, code\(kind)) VALUES (?1, ?2, ?3, ?4\(value))",
      [.integer(id), .text("\(scheme):\(code)"), .text(scheme), .text(code)])
  }

  /// Points the row `id` of `table` at `target` by `column`; at none for nil.
  public func setReference(
    table: String, column: String, id: Int64, to target: Int64?
  ) throws(SQLiteError) {
    try store.connection.run(
      "UPDATE \"\(table)\" SET \"\(column)\" = ?2 WHERE id = ?1",
      [.integer(id), target.map(Value.integer) ?? .null])
  }

  /// The ids of the rows of `table` that point at the row `id` by `column`.
  public func rows(
    of table: String, column: String, pointingAt id: Int64
  ) throws(SQLiteError) -> [Int64] {
    try store.connection.query(
      "SELECT id FROM \"\(table)\" WHERE \"\(column)\" = ?1", [.integer(id)]
    ) { $0.integer(0) }
  }

  /// Takes away rows of `table` that this import added.
  public func remove(table: String, id: Int64) throws(SQLiteError) {
    try store.connection.run("DELETE FROM \"\(table)\" WHERE id = ?1", [.integer(id)])
  }

  /// Gives the firm `id` the zone and industry of its latest year.
  public func setSeat(firm id: Int64, zone: Int64?, industry: Int64?) throws(SQLiteError) {
    try store.connection.run(
      "UPDATE firm SET zone_id = ?2, industry_id = ?3 WHERE id = ?1",
      [
        .integer(id), zone.map(Value.integer) ?? .null, industry.map(Value.integer) ?? .null,
      ])
  }

  /// Gives the firm `id` its size class.
  public func setSize(firm id: Int64, to size: Firm.SizeClass) throws(SQLiteError) {
    try store.connection.run(
      "UPDATE firm SET size_class = ?2 WHERE id = ?1", [.integer(id), .text(size.rawValue)])
  }
}
