import SQLite

/// Takes an import back: the database is then exactly as before it.
///
/// Rows that the batch inserted are deleted, with their names; rows that it changed are restored
/// from what was recorded. Both only where every row is still as the batch left it, which its digest
/// tells (see ``RowDigest``), and where nothing that came later points at what would go. A row that
/// was inserted and deleted since is as before the batch already, unless the batch changed it too.
public struct ImportUndo {
  private let store: Store
  private var connection: Connection { store.connection }

  /// Works on `store`.
  public init(_ store: Store) { self.store = store }

  /// What taking a batch back does, or would do.
  public struct Plan: Hashable, Sendable {
    /// The batch.
    public let batch: Int64
    /// The file that it brought in.
    public let file: String
    /// How many rows go, by table.
    public internal(set) var removed: [String: Int] = [:]
    /// How many rows become again what they were, by table.
    public internal(set) var restored: [String: Int] = [:]
    /// How many inserted rows are gone already.
    public internal(set) var gone = 0
    /// The first of what stands in the way.
    public internal(set) var conflicts: [UndoConflict] = []
    /// How much stands in the way.
    public internal(set) var conflictCount = 0

    mutating func add(_ conflict: @autoclosure () throws -> UndoConflict) rethrows {
      conflictCount += 1
      if conflicts.count < ImportUndo.conflictLimit { conflicts.append(try conflict()) }
    }
  }

  /// How many conflicts are told one by one.
  static let conflictLimit = 20

  /// What taking `batch` back would do; nothing is written.
  ///
  /// - Throws: ``UndoError`` for a batch that is not there, was taken back, or has no record.
  public func plan(_ batch: Int64) throws -> Plan {
    let rows = try rows(of: batch)
    let file = try file(of: batch)
    try requireJournal(batch, rows)
    return try UndoInspection(store, batch: batch, rows: rows).plan(file: file)
  }

  /// Takes `batch` back in one transaction.
  ///
  /// - Returns: What was done.
  /// - Throws: ``UndoError``; the database is then as before.
  public func run(_ batch: Int64) throws -> Plan {
    // Rows that point at each other change and go one by one. The plan has looked for everything that
    // points at what goes, and what restored rows point at is looked for at the end.
    let isAlone = !connection.isInTransaction
    if isAlone { try connection.execute("PRAGMA foreign_keys = OFF") }
    let overwriting = try connection.value("PRAGMA secure_delete") ?? .integer(0)
    // Pages that become free are not overwritten first, which would double the time.
    _ = try connection.value("PRAGMA secure_delete = FAST")
    defer {
      if isAlone { try? connection.execute("PRAGMA foreign_keys = ON") }
      if case .integer(let kind) = overwriting {
        _ = try? connection.value("PRAGMA secure_delete = \(kind == 2 ? "FAST" : "\(kind)")")
      }
    }
    return try store.transaction {
      let plan = try plan(batch)
      guard plan.conflictCount == 0 else {
        throw UndoError.conflicts(
          batch: batch, first: plan.conflicts, count: plan.conflictCount)
      }
      do {
        // What the batch points at in itself may go before what points at it, and what it inserted
        // may have the keys that rows which it changed had.
        try connection.execute("PRAGMA defer_foreign_keys = ON")
        try remove(rows(of: batch))
        try requireTargets(of: restore(batch))
        try connection.execute("PRAGMA defer_foreign_keys = OFF")
      } catch let error as SQLiteError {
        guard [.constraint, .abort].contains(error.code.primary) else { throw error }
        throw UndoError.refused(batch: batch, reason: error.message)
      }
      try mark(plan)
      return plan
    }
  }

  private func file(of batch: Int64) throws -> String {
    let found = try connection.query(
      "SELECT file_name, undone_at FROM import_batch WHERE id = ?1", [.integer(batch)]
    ) { ($0.text(0), $0.optionalText(1)) }
    guard let (file, undoneAt) = found.first else { throw UndoError.unknown(batch: batch) }
    if let undoneAt { throw UndoError.undone(batch: batch, at: undoneAt) }
    return file
  }

  /// Requires what was noted of the batch, which a part of another database does not have.
  private func requireJournal(_ batch: Int64, _ rows: [String: IDRuns]) throws {
    guard rows.isEmpty, try UndoInspection.parts(connection, batch: batch).isEmpty else { return }
    let count = try connection.value(
      "SELECT rows_inserted FROM import_batch WHERE id = ?1", [.integer(batch)])
    guard count == .integer(0) else { throw UndoError.unrecorded(batch: batch) }
  }

  /// The ids of the rows that the batch inserted, by table.
  private func rows(of batch: Int64) throws -> [String: IDRuns] {
    let ranges = try connection.query(
      "SELECT table_name, first_id, last_id FROM import_row_range WHERE batch_id = ?1",
      [.integer(batch)]
    ) { row throws(SQLiteError) in
      guard let ids = ClosedRange(journalled: row.integer(1), row.integer(2)) else {
        throw SQLiteError(
          code: .corrupt,
          message: "the journal is damaged: batch \(batch) is said to have brought rows "
            + "\(row.integer(1)) to \(row.integer(2)) of table '\(row.text(0))'")
      }
      return (row.text(0), ids)
    }
    return Dictionary(grouping: ranges, by: \.0).mapValues { IDRuns($0.map(\.1)) }
  }

  /// Restores changed rows, the last part first, and returns them.
  private func restore(_ batch: Int64) throws -> Set<UndoInspection.RowKey> {
    var changed: Set<UndoInspection.RowKey> = []
    for number in try UndoInspection.parts(connection, batch: batch).reversed() {
      let part = try UndoInspection.part(connection, batch: batch, number: number)
      do {
        try connection.apply(part.changes.inverted())
      } catch {
        guard error.code.primary == .abort else { throw error }
        // The rows have been found as they were left: they have changed places, or are gone with the
        // rows of the batch.
        guard let rows = try RowReplacement(connection, takingBack: part.changes) else {
          throw SQLiteError(
            code: error.code,
            message: "a trigger, or another row with the same key, keeps a row from being restored")
        }
        try rows.run()
      }
      try part.changes.forEach { changed.insert(.init(table: $0.table, key: $0.key)) }
    }
    let index = NameIndex(store)
    for row in changed where EntityCatalog.named.contains(row.table) {
      guard case .integer(let id)? = row.key.first else { continue }
      try index.refresh(table: row.table, ids: id...id)
    }
    return changed
  }

  /// Requires the rows that restored `rows` point at, which may be gone since.
  private func requireTargets(of rows: Set<UndoInspection.RowKey>) throws {
    for (name, rows) in Dictionary(grouping: rows, by: \.table) {
      guard let table = try TableDefinitionReader(connection).table(name) else { continue }
      let keys = table.columns.map(\.name).filter(table.primaryKey.contains)
      let isRow = keys.enumerated().map { "\"\($1)\" = ?\($0 + 1)" }.joined(separator: " AND ")
      for reference in table.foreignKeys {
        let pairs = zip(reference.columns, reference.targetColumns)
        let isSet = reference.columns.map { "\"\($0)\" IS NOT NULL" }.joined(separator: " AND ")
        let isTarget = pairs.map { "target.\"\($1)\" = pointing.\"\($0)\"" }
        let sql = """
          SELECT 1 FROM "\(name)" AS pointing WHERE \(isRow) AND \(isSet) AND NOT EXISTS
            (SELECT 1 FROM "\(reference.target)" AS target
              WHERE \(isTarget.joined(separator: " AND ")))
          """
        for row in rows where try connection.value(sql, row.key) != nil {
          throw SQLiteError(
            code: .foreignKey,
            message: "\(name) \(UndoInspection.text(row.key)) would point again at a row of table "
              + "'\(reference.target)' that is gone since")
        }
      }
    }
  }

  /// Deletes inserted rows, each table before those it points at.
  private func remove(_ rows: [String: IDRuns]) throws {
    let index = NameIndex(store)
    let hasTriggers = try TriggerGuard.triggers(connection, of: nil)
    for table in try Schema(store).tables().map(\.name).reversed() {
      for ids in rows[table]?.ranges ?? [] {
        let bounds: [Value] = [.integer(ids.lowerBound), .integer(ids.upperBound)]
        if table == "dataset" {
          try connection.run(
            "UPDATE import_batch SET dataset_id = NULL WHERE dataset_id BETWEEN ?1 AND ?2", bounds)
        }
        try index.remove(table: table, ids: ids)
        // A table that is to be empty is emptied at once.
        let isWhole =
          try connection.value(
            "SELECT EXISTS (SELECT 1 FROM \"\(table)\" WHERE id < ?1 OR id > ?2)", bounds)
          == .integer(0)
        let condition = isWhole ? "" : " WHERE id BETWEEN ?1 AND ?2"
        try connection.run("DELETE FROM \"\(table)\"\(condition)", isWhole ? [] : bounds)
        guard hasTriggers else { continue }
        let left = try connection.value(
          "SELECT 1 FROM \"\(table)\" WHERE id BETWEEN ?1 AND ?2 LIMIT 1", bounds)
        guard left == nil else {
          throw SQLiteError(
            code: .trigger, message: "a trigger of table '\(table)' keeps rows from being deleted")
        }
      }
    }
  }

  /// Keeps in the journal that the batch was taken back, and forgets its record.
  private func mark(_ plan: Plan) throws {
    for table in ["import_row_range", "import_digest", "import_change"] {
      try connection.run(
        "DELETE FROM \(table) WHERE batch_id = ?1", [.integer(plan.batch)])
    }
    let counts = CountsByTable.json([("removed", plan.removed), ("restored", plan.restored)])
    try connection.run(
      """
      UPDATE import_batch
      SET undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), undone_rows = ?2 WHERE id = ?1
      """, [.integer(plan.batch), .text(counts)])
  }
}
