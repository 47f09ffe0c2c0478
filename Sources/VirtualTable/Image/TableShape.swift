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
    /// The text that it holds where a row gives none; nil for NULL.
    let standard: [UInt8]?
  }

  let table: String
  let sql: String
  let columns: [Column]
  let indexes: [Index]
  /// The indexes that must not be there while images come.
  ///
  /// They are unique, or over anything but whole numbers. The text is nil where an index belongs to
  /// the table itself.
  public let hindrances: [(name: String, sql: String?, isUnique: Bool)]

  /// Reads the shape of `table`; nil where no image of it can be made: it is not STRICT or has no
  /// rowids, or has no id, a column of blobs, a default that is no text, or a trigger.
  public init?(_ connection: Connection, table: String) throws(SQLiteError) {
    let objects = try connection.query(
      // A trigger keeps the name of its table as it was written.
      "SELECT type, name, sql FROM main.sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE",
      [.text(table)]
    ) { (type: $0.text(0), name: $0.text(1), sql: $0.isNull(2) ? nil : $0.text(2)) }
    let isStrict = try connection.value(
      "SELECT 1 FROM pragma_table_list(?1) WHERE schema = 'main' AND strict AND NOT wr",
      [.text(table)])
    guard let sql = objects.first(where: { $0.type == "table" })?.sql, isStrict != nil,
      !objects.contains(where: { $0.type == "trigger" }),
      let columns = try Self.columns(of: table, connection)
    else { return nil }
    let parts = try connection.query(
      """
      SELECT list.name, list."unique", list.partial OR part."desc" OR part.cid < 0, part.cid
      FROM pragma_index_list(?1) AS list JOIN pragma_index_xinfo(list.name) AS part
      WHERE part.key ORDER BY list.seq, part.seqno
      """, [.text(table)]
    ) { row in
      (
        index: row.text(0), isUnique: row.integer(1) == 1, isOther: row.integer(2) == 1,
        column: Int(row.integer(3))
      )
    }
    var indexes: [Index] = []
    var hindrances: [(name: String, sql: String?, isUnique: Bool)] = []
    for object in objects where object.type == "index" {
      let own = parts.filter { $0.index == object.name }
      let isPlain = own.allSatisfy {
        !$0.isUnique && !$0.isOther && columns[$0.column].kind == .integer
      }
      if isPlain, let sql = object.sql {
        indexes.append(Index(name: object.name, sql: sql, columns: own.map(\.column)))
      } else {
        hindrances.append((object.name, object.sql, own.contains { $0.isUnique }))
      }
    }
    self.table = table
    self.sql = sql
    self.columns = columns
    self.indexes = indexes
    self.hindrances = hindrances
  }

  private static func columns(
    of table: String, _ connection: Connection
  ) throws(SQLiteError) -> [Column]? {
    let rows = try connection.query(
      """
      SELECT name, type, "notnull", pk = 1 AND type = 'INTEGER', hidden, dflt_value
      FROM pragma_table_xinfo(?1)
      """, [.text(table)]
    ) { row in (0..<6).map { row.value($0) } }
    guard rows.filter({ $0[3] == .integer(1) }).map(\.[0]) == [.text("id")] else { return nil }
    let kinds = ["INTEGER": RecordEncoder.Kind.integer, "REAL": .real, "TEXT": .text]
    var columns: [Column] = []
    for row in rows {
      guard case .text(let name) = row[0], case .text(let type) = row[1], let kind = kinds[type],
        row[4] == .integer(0)
      else { return nil }
      var standard: [UInt8]?
      if case .text(let expression) = row[5] {
        // Anything but a text in quotes may become another one in the next row.
        guard kind == .text, case .text(let text)? = try connection.value("SELECT \(expression)"),
          expression == "'\(text.replacing("'", with: "''"))'"
        else { return nil }
        standard = Array(text.utf8)
      }
      columns.append(
        Column(name: name, kind: kind, isRequired: row[2] == .integer(1), standard: standard))
    }
    return columns
  }
}
