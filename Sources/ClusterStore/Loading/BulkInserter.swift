public import SQLite
public import VirtualTable

/// Adds many rows to one table with few statements.
///
/// Each statement reads its rows from memory. A row that breaks a rule is told and left out; those
/// before and after it go in. Where the table has triggers, each row has a statement of its own:
/// SQLite would read all rows before the first of them goes in, so that it could not be told which
/// one is refused.
public final class BulkInserter {
  private let connection: Connection
  private let feed: RowFeed
  private let statement: Statement
  private let columnCount: Int
  private let triggers: TriggerGuard?

  /// A row that did not go in.
  public struct Refusal: Sendable {
    /// Its number among the rows given, from 0.
    public let row: Int
    /// What SQLite says of it.
    public let error: SQLiteError

    /// Takes the parts.
    public init(row: Int, error: SQLiteError) {
      self.row = row
      self.error = error
    }
  }

  /// Prepares to set `columns` of `table` in every row; the others take their defaults.
  public init(_ store: Store, table: String, columns: [String]) throws(SQLiteError) {
    connection = store.connection
    columnCount = columns.count
    triggers = try TriggerGuard(connection, table: table)
    feed = try RowFeed(connection, name: "feed_\(table)", columns: columns.count)
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let places = columns.indices.map { "c\($0)" }.joined(separator: ", ")
    let policy = triggers == nil ? "FAIL" : "ABORT"
    statement = try connection.prepare(
      "INSERT OR \(policy) INTO \"\(table)\" (\(names)) SELECT \(places) FROM \(feed.name)")
  }

  /// Adds `count` rows, whose cells lie one after the other.
  ///
  /// - Returns: The rows that did not go in.
  /// - Throws: ``SQLiteError`` for anything but a row that breaks a rule.
  @unsafe public func insert(
    _ cells: UnsafePointer<RowFeed.Cell>, count: Int
  ) throws(SQLiteError) -> [Refusal] {
    if let triggers { return try unsafe insert(cells, count: count, triggers) }
    var refusals: [Refusal] = []
    var done = 0
    while done < count {
      let start = unsafe cells + done * columnCount
      var failure: SQLiteError?
      let read = unsafe feed.withRows(start, count: count - done) {
        failure = runStatement()
      }
      guard let failure else { break }
      guard failure.code.primary == .constraint else { throw failure }
      refusals.append(.init(row: done + read, error: failure))
      done += read + 1
    }
    return refusals
  }

  /// Adds `count` rows one by one.
  @unsafe private func insert(
    _ cells: UnsafePointer<RowFeed.Cell>, count: Int, _ triggers: TriggerGuard
  ) throws(SQLiteError) -> [Refusal] {
    var refusals: [Refusal] = []
    for row in 0..<count {
      let error = try triggers.refusal { () throws(SQLiteError) in
        var failure: SQLiteError?
        _ = unsafe feed.withRows(cells + row * columnCount, count: 1) { failure = runStatement() }
        if let failure { throw failure }
      }
      if let error { refusals.append(.init(row: row, error: error)) }
    }
    return refusals
  }

  /// Runs the statement once; nil where all rows went in.
  private func runStatement() -> SQLiteError? {
    defer { statement.reset() }
    do throws(SQLiteError) {
      _ = try statement.step()
      return nil
    } catch {
      return error
    }
  }
}
