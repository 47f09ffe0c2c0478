public import SQLite

/// What lies in what among the rows of one table: a branch in the one above it, a measure in the one
/// that it is part of, a source in the one that cites it.
///
/// Every column by which a table points at itself says so, and all of them together must never lead
/// from a row back to it.
public struct Hierarchy {
  /// The columns by which rows point at rows of the same table.
  public let columns: [String]

  private let connection: Connection
  private let table: Schema.Table
  private let parents: String

  /// Reads the rows of `table`; nil where it does not point at itself.
  public init?(_ store: Store, table name: String) throws {
    table = try Schema(store).table(name)
    columns = Self.columns(of: table)
    guard !columns.isEmpty else { return nil }
    connection = store.connection
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    parents = "SELECT \(names) FROM \"\(name)\" WHERE id = ?1"
  }

  /// The columns by which `table` points at itself; none for a table whose rows have no ids.
  static func columns(of table: Schema.Table) -> [String] {
    guard table.column("id") != nil else { return [] }
    return table.columns.filter { $0.target == table.name }.map(\.name)
  }

  /// The chain that leads from the row `id` back to it; nil where there is none.
  ///
  /// - Parameters:
  ///   - id: The row.
  ///   - changes: What the row is to hold, by column; in the others it holds what it does.
  /// - Returns: The rows of the chain, which begins and ends with `id`.
  /// - Throws: ``SQLiteError``.
  public func cycle(
    through id: Int64, changing changes: [String: Value] = [:]
  ) throws(SQLiteError) -> [Int64]? {
    var below: [Int64: Int64] = [:]
    var waiting = [id]
    while let row = waiting.popLast() {
      for case .integer(let parent) in try parents(of: row, changing: row == id ? changes : [:])
      where below[parent] == nil {
        below[parent] = row
        if parent == id { return Self.chain(id, below) }
        waiting.append(parent)
      }
    }
    return nil
  }

  private static func chain(_ id: Int64, _ below: [Int64: Int64]) -> [Int64] {
    var chain = [id]
    while let row = below[chain[chain.count - 1]] {
      chain.append(row)
      if row == id { break }
    }
    return chain.reversed()
  }

  private func parents(
    of id: Int64, changing changes: [String: Value]
  ) throws(SQLiteError) -> [Value] {
    let stored = try connection.query(parents, [.integer(id)]) { row in
      columns.indices.map { row.value($0) }
    }
    return zip(columns, stored.first ?? columns.map { _ in .null }).map { changes[$0] ?? $1 }
  }

  /// The key of a row; its id where the table has no keys, or not the row.
  public func name(of id: Int64) throws(SQLiteError) -> String {
    guard table.column("key") != nil else { return "\(id)" }
    let sql = "SELECT key FROM \"\(table.name)\" WHERE id = ?1"
    return try connection.query(sql, [.integer(id)]) { $0.text(0) }.first ?? "\(id)"
  }

  /// What is wrong with a chain that leads back to its first row, by the rows' keys.
  public func reason(_ chain: [Int64]) throws(SQLiteError) -> String {
    var names: [String] = []
    for id in chain { names.append(try name(of: id)) }
    // Of a long chain, the ends are shown.
    if names.count > 9 { names.replaceSubrange(5..<(names.count - 3), with: ["..."]) }
    return "the chain leads back to where it begins: " + names.joined(separator: " -> ")
  }
}
