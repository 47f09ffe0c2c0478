import SQLite

/// Looks for what stands in the way of taking a batch back; writes nothing.
struct UndoInspection {
  private let connection: Connection
  private let schema: Schema
  private let journal: ImportJournal
  private let batch: Int64
  private let rows: [String: IDRuns]

  /// Looks at `batch`, which inserted `rows`.
  init(_ store: Store, batch: Int64, rows: [String: IDRuns]) {
    connection = store.connection
    schema = Schema(store)
    journal = ImportJournal(store)
    self.batch = batch
    self.rows = rows
  }

  /// A row by its primary key.
  struct RowKey: Hashable {
    let table: String
    let key: [Value]
  }

  /// What was recorded of changes, and the digests of the rows after them.
  struct Part {
    let changes: Changeset
    let digests: [UInt32]
  }

  /// The numbers of the parts of `batch`, in their order.
  static func parts(_ connection: Connection, batch: Int64) throws(SQLiteError) -> [Int64] {
    try connection.query(
      "SELECT number FROM import_change WHERE batch_id = ?1 ORDER BY number", [.integer(batch)]
    ) { $0.integer(0) }
  }

  /// One part of `batch`.
  static func part(
    _ connection: Connection, batch: Int64, number: Int64
  ) throws(SQLiteError) -> Part {
    let parts = try connection.query(
      "SELECT changeset, digests FROM import_change WHERE batch_id = ?1 AND number = ?2",
      [.integer(batch), .integer(number)]
    ) { row in
      guard case .blob(let changes) = row.value(0), case .blob(let digests) = row.value(1) else {
        return Part(changes: Changeset(bytes: []), digests: [])
      }
      return Part(changes: Changeset(bytes: changes), digests: RowDigests.digests(digests))
    }
    return parts.first ?? Part(changes: Changeset(bytes: []), digests: [])
  }

  /// What would be done, and what stands in the way of it.
  func plan(file: String) throws -> ImportUndo.Plan {
    var plan = ImportUndo.Plan(batch: batch, file: file)
    let changed = try inspectChanges(&plan)
    for (table, ids) in rows.sorted(by: { $0.key < $1.key }) {
      try inspectRows(of: table, ids, &plan)
      try inspectReferences(to: table, ids, except: changed, &plan)
    }
    return plan
  }

  private func inspectRows(
    of table: String, _ ids: IDRuns, _ plan: inout ImportUndo.Plan
  ) throws {
    let digests = try RowDigests(connection, batch: batch, table: table)
    guard ids.ranges.allSatisfy(digests.covers) else { throw UndoError.unrecorded(batch: batch) }
    let reader = RowDigestReader(connection, table: try schema.table(table))
    var found = 0
    var changed: [Int64] = []
    for run in ids.ranges {
      try reader.read(run) { id, digest in
        found += 1
        if digests.digest(of: id) != digest { changed.append(id) }
      }
    }
    plan.removed[table] = found
    plan.gone += ids.count - found
    for id in changed {
      try plan.add(
        UndoConflict(
          table: table, row: "\(id)", line: journal.origin(table: table, id: id)?.line,
          kind: .changed, batch: laterBatch(changing: table, [.integer(id)])))
    }
  }

  /// Looks for rows outside the batch that point at its rows, by foreign key or by key; those that
  /// it has `changed` itself point elsewhere once they are restored.
  private func inspectReferences(
    to table: String, _ ids: IDRuns, except changed: Set<RowKey>, _ plan: inout ImportUndo.Plan
  ) throws {
    var queries = try schema.references(to: table)
      .filter { $0.table != "import_batch" }
      .map { ($0.table, try query($0, to: table)) }
    if EntityCatalog.hasKey(table) {
      // The rows that name a subject are gone through once, whatever indexes there are.
      queries += SubjectColumn.all.map { subject in
        (
          subject.table,
          """
          SELECT naming.id, named.id
          FROM "\(subject.table)" AS naming
          CROSS JOIN "\(table)" AS named ON named.key = naming."\(subject.key)"
          WHERE naming."\(subject.type)" = '\(table)' AND named.id BETWEEN ?1 AND ?2
          """
        )
      }
    }
    for (referring, sql) in queries {
      let own = rows[referring]
      for run in ids.ranges {
        try connection.withStatement(sql) { statement throws(SQLiteError) in
          try statement.bind([.integer(run.lowerBound), .integer(run.upperBound)])
          while try statement.step() {
            let id = statement.row.integer(0)
            guard own?.contains(id) != true,
              !changed.contains(RowKey(table: referring, key: [.integer(id)]))
            else { continue }
            let target = statement.row.integer(1)
            try add(referring, id, to: table, target, &plan)
          }
        }
      }
    }
  }

  /// The rows that point at rows of `table` between two ids, and what they point at.
  private func query(_ reference: Schema.Reference, to table: String) throws -> String {
    let columns = try schema.table(reference.table).columns
    // A table of another program may have no ids.
    let id = columns.contains { $0.name == "id" } ? "id" : "0"
    guard reference.target != "id" else {
      return """
        SELECT \(id), "\(reference.column)" FROM "\(reference.table)"
        WHERE "\(reference.column)" BETWEEN ?1 AND ?2
        """
    }
    return """
      SELECT \(id == "id" ? "pointing.id" : id), target.id FROM "\(table)" AS target
      JOIN "\(reference.table)" AS pointing
        ON pointing."\(reference.column)" = target."\(reference.target)"
      WHERE target.id BETWEEN ?1 AND ?2
      """
  }

  private func add(
    _ referring: String, _ id: Int64, to table: String, _ target: Int64,
    _ plan: inout ImportUndo.Plan
  ) throws(SQLiteError) {
    plan.conflictCount += 1
    guard plan.conflicts.count < ImportUndo.conflictLimit else { return }
    plan.conflicts.append(
      UndoConflict(
        table: table, row: "\(target)",
        line: try journal.origin(table: table, id: target)?.line,
        kind: .referenced(table: referring, id: id),
        batch: try journal.origin(table: referring, id: id)?.batch))
  }

  /// Looks at rows that the batch changed, and returns them: each must stand as the last part left
  /// it.
  private func inspectChanges(_ plan: inout ImportUndo.Plan) throws -> Set<RowKey> {
    var seen: Set<RowKey> = []
    var readers: [String: RowDigestReader] = [:]
    for number in try Self.parts(connection, batch: batch).reversed() {
      let part = try Self.part(connection, batch: batch, number: number)
      var place = 0
      try part.changes.forEach { change in
        defer { place += 1 }
        let row = RowKey(table: change.table, key: change.key)
        guard seen.insert(row).inserted else { return }
        if !isOwn(row) { plan.restored[change.table, default: 0] += 1 }
        let reader =
          try readers[change.table]
          ?? RowDigestReader(connection, table: schema.table(change.table))
        readers[change.table] = reader
        let now = try reader.digest(key: change.key)
        let kind: UndoConflict.Kind? =
          switch (change.isDeletion, now) {
          case (true, nil): nil
          case (true, _): .back
          case (false, nil): .gone
          case (false, let now):
            part.digests.indices.contains(place) && now == part.digests[place] ? nil : .changed
          }
        // A changed row that the batch inserted too is told of as that.
        guard let kind, kind == .gone || !isOwn(row) else { return }
        try plan.add(
          UndoConflict(
            table: change.table, row: Self.text(change.key), line: nil, kind: kind,
            batch: laterBatch(changing: change.table, change.key)))
      }
    }
    return seen
  }

  private func isOwn(_ row: RowKey) -> Bool {
    guard case .integer(let id)? = row.key.first, row.key.count == 1 else { return false }
    return rows[row.table]?.contains(id) == true
  }

  /// The last batch after this one that changed the row or inserted one of its id.
  private func laterBatch(changing table: String, _ key: [Value]) throws -> Int64? {
    if case .integer(let id)? = key.first, key.count == 1,
      let origin = try journal.origin(table: table, id: id), origin.batch > batch
    {
      return origin.batch
    }
    let later = try connection.query(
      """
      SELECT batch_id, number FROM import_change WHERE batch_id > ?1
      ORDER BY batch_id DESC, number DESC
      """, [.integer(batch)]
    ) { ($0.integer(0), $0.integer(1)) }
    for (batch, number) in later {
      var isChanged = false
      try Self.part(connection, batch: batch, number: number).changes.forEach { change in
        if change.table == table, change.key == key { isChanged = true }
      }
      if isChanged { return batch }
    }
    return nil
  }

  /// A key for a sentence.
  static func text(_ key: [Value]) -> String {
    key.map { value in
      switch value {
      case .null: "NULL"
      case .integer(let number): "\(number)"
      case .real(let number): "\(number)"
      case .text(let text): text
      case .blob: "(bytes)"
      }
    }.joined(separator: ", ")
  }
}
