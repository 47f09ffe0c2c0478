import SQLite

extension Store {
  /// Opens a database that is there and has the current schema, for reading and writing.
  public static func openForWriting(path: String) throws -> Store {
    try open(path: path, mode: .readWrite)
  }

  /// Rebuilds the file without gaps, gathers statistics for the query planner, and merges the index
  /// of names.
  ///
  /// - Returns: The size before and after, in bytes.
  public func optimize() throws -> (before: Int, after: Int) {
    let before = try size()
    try transaction { try NameIndex(self).fillGaps() }
    try connection.run("INSERT INTO name_index (name_index) VALUES ('optimize')")
    try connection.execute("ANALYZE; PRAGMA optimize; VACUUM;")
    return (before, try size())
  }

  /// The size of the database in bytes.
  public func size() throws -> Int {
    let size = try connection.value(
      "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    guard case .integer(let bytes)? = size else { return 0 }
    return Int(bytes)
  }
}
