import SQLite

/// What batches changed in rows that were there before them, in words.
struct ChangedRows {
  private let store: Store
  private let schema: Schema

  /// Reads the records of `store`.
  init(_ store: Store) {
    self.store = store
    schema = Schema(store)
  }

  /// The first `limit` rows that `batch` changed, each with its table, what it is called, and what
  /// each column held before and after.
  func first(_ limit: Int, of batch: Int64) throws -> [String] {
    var told: [String] = []
    for number in try UndoInspection.parts(store.connection, batch: batch) {
      let part = try UndoInspection.part(store.connection, batch: batch, number: number)
      try part.changes.forEach { change in
        if told.count < limit { told.append(try sentence(change)) }
      }
      if told.count >= limit { break }
    }
    return told
  }

  private func sentence(_ change: Changeset.Change) throws -> String {
    let table = try schema.table(change.table)
    let name = try name(of: table, change.key)
    guard !change.isDeletion else { return "\(table.name) \(name): deleted" }
    let changes = try zip(table.columns, zip(change.old, change.new)).compactMap { column, pair in
      try pair.1.map { new in
        try "\(column.name) \(words(pair.0 ?? .null, column)) -> \(words(new, column))"
      }
    }
    return "\(table.name) \(name): \(changes.joined(separator: ", "))"
  }

  /// What tells the row apart: its key, or what no two rows have; its id where it is gone.
  private func name(of table: Schema.Table, _ key: [Value]) throws -> String {
    let id = try key.map { try words($0, nil) }.joined(separator: ", ")
    guard table.column("id") != nil else { return id }
    let unique = try store.connection.query(
      """
      SELECT info.name FROM pragma_index_list(?1) AS list, pragma_index_info(list.name) AS info
      WHERE list.seq = (SELECT max(seq) FROM pragma_index_list(?1) WHERE "unique")
        AND info.name IS NOT NULL ORDER BY info.seqno
      """, [.text(table.name)]
    ) { $0.text(0) }
    let columns = (table.column("key") != nil ? ["key"] : unique).compactMap(table.column)
    guard !columns.isEmpty else { return id }
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let values = try store.connection.query(
      "SELECT \(names) FROM \"\(table.name)\" WHERE id = ?1", key
    ) { row in columns.indices.map { row.value($0) } }
    guard let values = values.first else { return id }
    return try zip(values, columns).map { try words($0, $1) }.joined(separator: ", ")
  }

  /// A value for a sentence; a reference as the key of what it points at.
  private func words(_ value: Value, _ column: Schema.Column?) throws -> String {
    switch value {
    case .null: return "empty"
    case .integer(let number):
      guard let target = column?.target, EntityCatalog.hasKey(target),
        case .text(let key)? = try store.connection.value(
          "SELECT key FROM \"\(target)\" WHERE id = ?1", [value])
      else { return "\(number)" }
      return key
    case .real(let number): return "\(number)"
    case .text(let text): return text
    case .blob: return "bytes"
    }
  }
}
