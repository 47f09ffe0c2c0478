public import ClusterStore
import SQLite

/// Fills a new database with what `agglom export dataset` has written.
///
/// The folder must be of the same schema: every table of it, with the same columns and migrations.
/// Values are taken as they stand, and nothing is coerced.
public struct DatasetLoader {
  private let store: Store
  private let folder: String

  /// Prepares to fill `store`, which has been made just now, from the files in `folder`.
  public init(_ store: Store, folder: String) {
    self.store = store
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
  }

  /// How many rows the folder says that it holds.
  ///
  /// - Throws: ``ImportError`` where it does not say so.
  public func rowCount() throws -> Int {
    try listed().reduce(0) { sum, table in
      let (next, isTooMany) = sum.addingReportingOverflow(table.rows)
      return isTooMany ? .max : next
    }
  }

  /// Reads every table.
  ///
  /// - Parameter progress: Gets the rows read so far, now and then.
  /// - Returns: How many rows each table got.
  /// - Throws: ``ImportError`` where a file is missing or does not fit, and ``RestoreError`` where
  ///   rows point at rows that are not there; nothing is then in the database.
  @discardableResult
  public func load(
    progress: (Int) -> Void = { _ in }
  ) throws -> [(table: String, rows: Int)] {
    let counts = try listed()
    let own = try StoredTables.all(of: DatabaseOutline(store.connection)).map(\.name)
    if let missing = own.first(where: { table in !counts.contains { $0.table == table } }) {
      throw ImportError.malformed(
        file: path("tables"), line: 1,
        reason: "table \(missing) is not listed; export the dataset again with this program")
    }
    let restore = TableRestore(store)
    let expected = try restore.migrations()
    var total = 0
    return try restore.run {
      for (number, count) in counts.enumerated() {
        if count.table.hasPrefix("sqlite_") { try restore.makeStatistics() }
        guard let table = try restore.tables()[count.table] else {
          throw ImportError.malformed(
            file: path("tables"), line: number + 2,
            reason: "there is no table '\(count.table)'; take the line out, or use the version "
              + "of the program that wrote it")
        }
        let rows = try load(table, restore) { progress(total + $0) }
        guard rows == count.rows else {
          throw ImportError.malformed(
            file: path(count.table), line: 1,
            reason: "holds \(rows) rows, and tables.csv says \(count.rows): the file is cut off "
              + "or was changed")
        }
        total += rows
      }
      guard try restore.migrations() == expected else {
        throw ImportError.malformed(
          file: path("schema_migration"), line: 1,
          reason: "the folder is of another schema; load it with the version that wrote it, and "
            + "then 'agglom migrate' the database")
      }
      return counts
    }
  }

  private func path(_ table: String) -> String { "\(folder)/\(table).csv" }

  /// The tables that the folder holds, and how many rows each has.
  private func listed() throws -> [(table: String, rows: Int)] {
    var reader = try StoredRecordReader(path: path("tables"))
    try reader.requireHeader(["table", "rows"])
    var counts: [(table: String, rows: Int)] = []
    while try reader.next() {
      let (name, rows) = (reader.text(0), reader.text(1).flatMap { Int($0) })
      guard let name, let rows, rows >= 0, !counts.contains(where: { $0.table == name }) else {
        throw reader.fault("is no name of a table, once, with a number of rows")
      }
      counts.append((name, rows))
    }
    return counts
  }

  private func load(
    _ table: DatabaseOutline.Table, _ restore: TableRestore, progress: (Int) -> Void
  ) throws -> Int {
    var reader = try StoredRecordReader(path: path(table.name))
    let columns = [table.rowNumber].compactMap(\.self) + table.writable
    try reader.requireHeader(columns)
    let types = try StoredTables.types(of: table, in: store)
    let statement = try restore.insertion(into: table, types: types)
    var rows = 0
    while try reader.next() {
      for (index, type) in types.enumerated() {
        guard try reader.bind(index, type, to: statement) else {
          throw reader.fault(
            "column \(columns[index]): '\(reader.text(index) ?? "")' is no \(type)")
        }
      }
      do throws(SQLiteError) {
        _ = try statement.step()
      } catch {
        guard error.code.primary == .constraint else { throw error }
        throw reader.fault(error.message)
      }
      statement.reset()
      rows += 1
      if rows.isMultiple(of: 10_000) { progress(rows) }
    }
    return rows
  }
}
