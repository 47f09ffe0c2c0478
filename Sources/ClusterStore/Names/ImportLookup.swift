public import SQLite

/// What an import must know of the database before it reads the first row.
public struct ImportLookup {
  private let store: Store

  /// Looks things up in `store`.
  public init(_ store: Store) { self.store = store }

  /// The unit of each column of `table` that holds a quantity, as the codebook names it.
  public func units(of table: String) throws(SQLiteError) -> [String: String] {
    let rows = try store.connection.query(
      "SELECT column_name, unit FROM codebook WHERE table_name = ?1 AND unit IS NOT NULL",
      [.text(table)]
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// The currency of the dataset of that key as an ISO 4217 code; nil where it has none.
  public func currency(ofDataset key: String) throws(SQLiteError) -> String? {
    let found = try store.connection.value(
      "SELECT currency FROM dataset WHERE key = ?1", [.text(key)])
    guard case .text(let currency)? = found else { return nil }
    return currency
  }

  /// The unit of the indicator of that key; nil where it has none or is not there.
  public func unit(ofIndicator key: String) throws(SQLiteError) -> String? {
    let found = try store.connection.value(
      "SELECT unit FROM indicator WHERE key = ?1", [.text(key)])
    guard case .text(let unit)? = found else { return nil }
    return unit
  }

  /// The id of the indicator of that key, which is made of `properties` where it is not there.
  ///
  /// - Returns: The id, and whether it was made.
  /// - Throws: ``StoreError/notFound(table:key:)`` where it is not there and only its key is known;
  ///   ``StoreError/invalid(table:key:reason:)`` for a property that an indicator does not have, and
  ///   for a unit other than that of the indicator that is there.
  public func indicator(_ properties: [String: String]) throws -> (id: Int64, isNew: Bool) {
    let key = properties["key", default: ""]
    if let stated = properties["unit"], let unit = try unit(ofIndicator: key), stated != unit {
      throw StoreError.invalid(
        table: "indicator", key: key, reason: "it is in \(unit) and not in \(stated)")
    }
    return try StatedRow(table: "indicator", properties: properties).foundOrAdded(in: store)
  }

  /// The keys of the rows of `table` by what column `column` calls them.
  ///
  /// A column `name_zh_ref` is read beside `name_zh`, as names that the sources do not give stand
  /// there. A name that several rows have leads to none of them.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - column: The column that the names stand in.
  ///   - conditions: The values that columns of a row may have; it must fit all of them.
  /// - Returns: The key of each name, and the keys of each name that several rows have.
  /// - Throws: ``StoreError/notFound(table:key:)`` for a table or column that is not there.
  public func keys(
    of table: String, by column: String, where conditions: [String: [String]] = [:]
  ) throws -> (keys: [String: String], ambiguous: [String: [String]]) {
    let columns = try Schema(store).table(table).columns.map(\.name)
    for name in [column, "key"] + conditions.keys where !columns.contains(name) {
      throw StoreError.notFound(table: table, key: name)
    }
    var clauses: [String] = []
    var values: [Value] = []
    for (name, allowed) in conditions.sorted(by: { $0.key < $1.key }) {
      let places = allowed.indices.map { "?\(values.count + $0 + 1)" }
      clauses.append("CAST(\"\(name)\" AS TEXT) IN (\(places.joined(separator: ", ")))")
      values += allowed.map { .text($0) }
    }
    let filter = clauses.isEmpty ? "" : " WHERE " + clauses.joined(separator: " AND ")
    var found: [String: Set<String>] = [:]
    for name in [column, column + "_ref"] where columns.contains(name) {
      let rows = try store.connection.query(
        "SELECT CAST(\"\(name)\" AS TEXT), key FROM \"\(table)\"\(filter)", values
      ) { ($0.optionalText(0), $0.text(1)) }
      for case (let text?, let key) in rows { found[text, default: []].insert(key) }
    }
    return (
      found.compactMapValues { $0.count == 1 ? $0.first : nil },
      found.filter { $0.value.count > 1 }.mapValues { $0.sorted() }
    )
  }
}
