import SQLite

/// A row that the mapping of an import states by its properties: columns and their texts, the key
/// among them.
struct StatedRow {
  /// The table that it is of; it has a column `key`.
  let table: String
  /// The text of each column that is stated.
  let properties: [String: String]

  /// What the row is known by; empty where the properties do not say.
  private var key: String { properties["key", default: ""] }

  /// The id of the row of that key in `store`, which is made of the properties where it is not
  /// there.
  ///
  /// A row that is there stays as it is, whatever the other properties say.
  ///
  /// - Returns: The id, and whether the row was made.
  /// - Throws: ``StoreError/notFound(table:key:)`` where it is not there and only its key is known;
  ///   ``StoreError/invalid(table:key:reason:)`` for a property that the table does not have, and
  ///   for values that break one of its rules.
  func foundOrAdded(in store: Store) throws -> (id: Int64, isNew: Bool) {
    let found = try store.connection.value(
      "SELECT id FROM \"\(table)\" WHERE key = ?1", [.text(key)])
    if case .integer(let id)? = found { return (id, false) }
    guard properties.count > 1 else { throw StoreError.notFound(table: table, key: key) }
    let known = try Schema(store).table(table).columns.map(\.name)
    let columns = properties.sorted { $0.key < $1.key }
    for (name, _) in columns where !known.contains(name) || name == "id" {
      throw StoreError.invalid(table: table, key: key, reason: "it has no property '\(name)'")
    }
    do {
      let inserter = try RowInserter(store, table: table, columns: columns.map(\.key))
      for (index, column) in columns.enumerated() {
        try inserter.statement.bind(.text(column.value), at: index + 1)
      }
      let id = try inserter.insert()
      try NameIndex(store).add(table: table, ids: id...id)
      return (id, true)
    } catch let error as SQLiteError where error.code.primary == .constraint {
      throw StoreError.invalid(table: table, key: key, reason: error.message)
    }
  }
}
