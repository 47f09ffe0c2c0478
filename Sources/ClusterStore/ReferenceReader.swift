public import SQLite

/// What the rows of a table are called by, for files that point at them.
public struct ReferenceReader {
  private let connection: Connection
  private let table: String

  /// Reads the names of the rows of `table`.
  public init(_ store: Store, table: String) {
    connection = store.connection
    self.table = table
  }

  /// The scheme that a code belongs to where a file names none; nil for a table without schemes.
  public var defaultScheme: String? {
    ["zone": "gbt2260", "industry": "gbt4754-2017", "waste": "eu-low"][table]
  }

  /// Gives `body` the key and id of every row.
  public func keys(_ body: (UnsafeRawBufferPointer, Int64) -> Void) throws(SQLiteError) {
    try unsafe read("SELECT key, id FROM \(table)", [], body)
  }

  /// Gives `body` the code and id of every row of `scheme`.
  public func codes(
    scheme: String, _ body: (UnsafeRawBufferPointer, Int64) -> Void
  ) throws(SQLiteError) {
    try unsafe read("SELECT code, id FROM \(table) WHERE scheme = ?1", [.text(scheme)], body)
  }

  private func read(
    _ sql: String, _ values: [Value], _ body: (UnsafeRawBufferPointer, Int64) -> Void
  ) throws(SQLiteError) {
    try connection.withStatement(sql) { statement throws(SQLiteError) in
      try statement.bind(values)
      while try statement.step() {
        let id = statement.row.integer(1)
        unsafe statement.row.withBytes(0) { unsafe body($0, id) }
      }
    }
  }
}
