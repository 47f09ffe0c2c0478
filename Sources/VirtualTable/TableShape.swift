public import SQLite

/// What an image must know of a table: its columns, and its indexes over whole numbers.
public struct TableShape: Sendable {
  /// An index over whole numbers.
  struct Index {
    let name: String
    let sql: String
    /// The places of its columns among the table's.
    let columns: [Int]
  }

  /// A column.
  struct Column {
    let name: String
    let kind: RecordEncoder.Kind
    let isRequired: Bool
  }

  let table: String
  let sql: String
  let columns: [Column]
  let indexes: [Index]

  /// Reads the shape of `table`; nil where no image of it can be made: it is not STRICT, has no id,
  /// defaults, blobs, triggers or a unique index, or an index over anything but whole numbers.
  public init?(_ connection: Connection, table: String) throws(SQLiteError) {
    let objects = try connection.query(
      "SELECT type, name, sql FROM main.sqlite_schema WHERE tbl_name = ?1", [.text(table)]
    ) { (type: $0.text(0), name: $0.text(1), sql: $0.text(2)) }
    guard let sql = objects.first(where: { $0.type == "table" })?.sql, sql.hasSuffix("STRICT"),
      !objects.contains(where: { $0.type == "trigger" })
    else { return nil }
    let columns = try connection.query(
      """
      SELECT name, type, "notnull", pk = 1 AND type = 'INTEGER', dflt_value IS NULL AND hidden = 0
      FROM pragma_table_xinfo(?1)
      """, [.text(table)]
    ) { row in
      (
        name: row.text(0), type: row.text(1), isRequired: row.integer(2) == 1,
        isID: row.integer(3) == 1, isPlain: row.integer(4) == 1
      )
    }
    guard columns.filter(\.isID).map(\.name) == ["id"], columns.allSatisfy(\.isPlain) else {
      return nil
    }
    let kinds = ["INTEGER": RecordEncoder.Kind.integer, "REAL": .real, "TEXT": .text]
    self.columns = columns.compactMap { column in
      kinds[column.type].map { Column(name: column.name, kind: $0, isRequired: column.isRequired) }
    }
    guard self.columns.count == columns.count else { return nil }
    let parts = try connection.query(
      """
      SELECT list.name, list."unique" OR list.partial OR part."desc" OR part.cid < 0, part.cid
      FROM pragma_index_list(?1) AS list JOIN pragma_index_xinfo(list.name) AS part
      WHERE part.key ORDER BY list.seq, part.seqno
      """, [.text(table)]
    ) { (index: $0.text(0), isOther: $0.integer(1) == 1, column: Int($0.integer(2))) }
    guard
      parts.allSatisfy({ !$0.isOther && columns[$0.column].type == "INTEGER" })
    else { return nil }
    self.table = table
    self.sql = sql
    indexes = objects.filter { $0.type == "index" }.map { object in
      Index(
        name: object.name, sql: object.sql,
        columns: parts.filter { $0.index == object.name }.map(\.column))
    }
  }
}
