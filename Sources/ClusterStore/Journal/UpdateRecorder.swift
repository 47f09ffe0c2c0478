import SQLite

/// Records what an import changes in rows that are there, so that it can be taken back.
///
/// Nothing is recorded, and inserts cost nothing more, until the first ``recording(_:)``; what the
/// import inserts stays outside it. The parts go to table `import_change` as they fill up, under the
/// number that the batch will have, so this belongs into the transaction that ends with
/// ``ImportJournal/record(_:ranges:rejects:digests:)``.
public final class UpdateRecorder {
  private let connection: Connection
  private let tables: [String]
  private let batch: Int64
  private let limit: Int
  private let readers: [String: RowDigestReader]
  private let names: NameIndex
  /// Which columns of each table are indexed as names.
  private let nameColumns: [String: [Int]]
  private var part: Part?
  private var count = 0
  private var parts = 0

  /// A session that can be kept in a class.
  private final class Part {
    let session: Session

    init(_ connection: Connection, tables: [String]) throws(SQLiteError) {
      session = try Session(connection, tables: tables)
      session.setRecording(false)
    }
  }

  /// Prepares to record changes of `tables`; a part has the changes of at most `limit` calls.
  public init(_ store: Store, tables: [String], limit: Int = 32_768) throws {
    connection = store.connection
    self.tables = tables
    self.limit = limit
    names = NameIndex(store)
    let schema = Schema(store)
    let known = try tables.map { try schema.table($0) }
    readers = Dictionary(
      uniqueKeysWithValues: known.map { ($0.name, RowDigestReader(store.connection, table: $0)) })
    let named = known.filter { EntityCatalog.named.contains($0.name) }
    nameColumns = Dictionary(
      uniqueKeysWithValues: try named.map { table in
        let names = try NameIndex.columns(of: table.name, store.connection)
        return (table.name, table.columns.indices.filter { names.contains(table.columns[$0].name) })
      })
    batch = try ImportJournal(store).nextNumber()
  }

  /// Runs `body`, which updates or deletes rows of the tables, and records what it does.
  ///
  /// A table without a column `id` is recorded from its first insert on: what inserts into it must
  /// run in here too.
  public func recording<Result>(_ body: () throws -> Result) throws -> Result {
    if count >= limit { try flush() }
    let part = try part ?? Part(connection, tables: tables)
    self.part = part
    count += 1
    part.session.setRecording(true)
    defer { part.session.setRecording(false) }
    return try body()
  }

  /// Writes what is recorded, and indexes the names of the changed rows anew; to be called before
  /// the batch is.
  public func finish() throws { try flush() }

  private func flush() throws {
    guard let part else { return }
    let changes = try part.session.changeset()
    self.part = nil
    count = 0
    guard !changes.bytes.isEmpty else { return }
    if parts == 0 {
      try connection.run("DELETE FROM import_change WHERE batch_id >= ?1", [.integer(batch)])
    }
    parts += 1
    var digests: [UInt32] = []
    var renamed: [String: [ClosedRange<Int64>]] = [:]
    try changes.forEach { change in
      digests.append(try readers[change.table]?.digest(key: change.key) ?? 0)
      if let columns = nameColumns[change.table], case .integer(let id)? = change.key.first,
        change.isDeletion || columns.contains(where: { change.new[$0] != nil })
      {
        renamed[change.table, default: []].append(id...id)
      }
    }
    for (table, ids) in renamed {
      for run in IDRuns(ids).ranges { try names.refresh(table: table, ids: run) }
    }
    try connection.run(
      "INSERT INTO import_change (batch_id, number, changeset, digests) VALUES (?1, ?2, ?3, ?4)",
      [
        .integer(batch), Value(parts), .blob(changes.bytes), .blob(RowDigests.bytes(digests)),
      ])
  }
}
