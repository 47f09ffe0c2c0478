import SQLite

/// A copy of a database for programs that show and search SQLite files, such as Datasette.
public enum PublishedCopy {
  /// Copies `store` into a new file at `path`, and adds a full-text index over the names of each
  /// table that has names.
  ///
  /// The index is of groups of three characters, which finds any part of a name in either language,
  /// from three characters on. It holds no text of its own but points at the table.
  ///
  /// - Returns: The tables that have an index, and the index of each.
  /// - Throws: ``SQLiteError`` where the copy cannot be written; the caller removes what is there.
  public static func write(_ store: Store, to path: String) throws -> [String: String] {
    try store.connection.backup(to: path)
    let copy = try Connection(path: path, mode: .readWrite)
    var indexes: [String: String] = [:]
    try copy.transaction {
      for table in EntityCatalog.named {
        let names = try Schema(copy).table(table).columns.map(\.name).filter {
          $0.hasPrefix("name_") || $0 == "title" || $0 == "aliases"
        }
        let index = "\(table)_fts"
        try copy.execute(
          """
          CREATE VIRTUAL TABLE \(index) USING fts5 (
            \(names.joined(separator: ", ")),
            content="\(table)", content_rowid="id", tokenize="trigram"
          );
          INSERT INTO \(index) (\(index)) VALUES ('rebuild');
          """)
        indexes[table] = index
      }
    }
    return indexes
  }

  /// What finds a part of a name in every table, however short; it takes the parameter `name`.
  public static let search = """
    SELECT entity, entity_id, replace(name_zh, ' ', '') AS name_zh, name_en
    FROM name_index
    WHERE replace(coalesce(name_zh, ''), ' ', '') LIKE '%' || :name || '%'
      OR name_en LIKE '%' || :name || '%'
    ORDER BY entity, entity_id
    """
}
