public import SQLite

/// Rows of a file that are put into their table only when all others are there, in a temporary table,
/// so that memory does not grow with their number.
///
/// It belongs to the transaction of the import: what that rolls back is gone here too.
public final class RowSpool {
  private let connection: Connection
  private let insertion: Statement
  private let width: Int

  /// Prepares an empty spool of rows of `width` values in `store`; one store has one at a time.
  public init(_ store: Store, width: Int) throws(SQLiteError) {
    connection = store.connection
    self.width = width
    let columns = (0..<width).map { ", c\($0)" }.joined()
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.row_spool;
      CREATE TEMP TABLE row_spool (id INTEGER PRIMARY KEY, line, original\(columns));
      """)
    let values = (0..<width).map { ", ?\($0 + 3)" }.joined()
    insertion = try connection.prepare(
      "INSERT INTO temp.row_spool VALUES (NULL, ?1, ?2\(values))")
  }

  /// Adds a row behind the others.
  ///
  /// - Parameters:
  ///   - values: Its values.
  ///   - line: The line its record begins in.
  ///   - original: The record as it stands in the file.
  /// - Throws: ``SQLiteError`` where there is no room for it.
  public func add(_ values: [Value], line: Int, original: String) throws(SQLiteError) {
    defer { insertion.reset() }
    try insertion.bind([Value(line), .text(original)] + values)
    _ = try insertion.step()
  }

  /// Hands out all of them, in the order in which they were added.
  public func forEach(_ body: ([Value], _ line: Int, _ original: String) throws -> Void) throws {
    let statement = try connection.prepare("SELECT * FROM temp.row_spool ORDER BY id")
    while try statement.step() {
      let row = statement.row
      try body((0..<width).map { row.value($0 + 3) }, Int(row.integer(1)), row.text(2))
    }
  }
}
