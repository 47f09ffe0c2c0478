public import SQLite

/// What a database file is made of, exactly as SQLite records it; any database, not only ours.
public struct DatabaseOutline: Sendable {
  /// Every table, index, view and trigger in the order of their making, without the tables that a
  /// virtual table keeps its content in.
  public let objects: [Object]
  /// The tables that hold rows: ordinary ones, SQLite's own, and virtual ones that store something.
  public let tables: [Table]
  /// `UTF-8`, `UTF-16le` or `UTF-16be`.
  public let encoding: String
  /// The bytes of a page.
  public let pageSize: Int64
  /// How free pages are given back: 0 not at all, 1 always, 2 when asked.
  public let autoVacuum: Int64
  /// The version of the schema, as its owner counts.
  public let userVersion: Int64
  /// Which program the file belongs to.
  public let applicationID: Int64

  /// A row of `sqlite_schema`.
  public struct Object: Hashable, Sendable {
    /// `table`, `index`, `view` or `trigger`.
    public let type: String
    /// The name.
    public let name: String
    /// The table that an index or trigger belongs to; else the name again.
    public let table: String
    /// The text it was made with; nil for an index that a constraint brought.
    public let sql: String?
  }

  /// A table that holds rows.
  public struct Table: Hashable, Sendable {
    /// The name.
    public let name: String
    /// Every column, in order; hidden ones of virtual tables apart.
    public let columns: [String]
    /// The columns that can be written: all but the computed ones.
    public let writable: [String]
    /// What SQL calls the number of a row where no column of the table holds it; nil where one
    /// does, where there is none, and where columns have taken all of its names.
    public let rowNumber: String?
    /// What sorts the rows and tells one from another; empty where nothing does.
    public let order: [String]
    /// Whether the rows are sorted by their number.
    public let isByNumber: Bool
    /// Whether it is a virtual table.
    public let isVirtual: Bool
    /// Whether it is a full-text index without content, whose rows cannot be read back.
    public let isContentless: Bool
    /// The settings of a full-text index that its definition does not name.
    public let settings: [String: Value]
  }

  /// Reads the outline of the file that `connection` has open.
  public init(_ connection: Connection) throws {
    func pragma(_ name: String) throws -> Int64 {
      guard case .integer(let number)? = try connection.value("PRAGMA \(name)") else { return 0 }
      return number
    }
    if case .text(let name)? = try connection.value("PRAGMA encoding") {
      encoding = name
    } else {
      encoding = "UTF-8"
    }
    pageSize = try pragma("page_size")
    autoVacuum = try pragma("auto_vacuum")
    userVersion = try pragma("user_version")
    applicationID = try pragma("application_id")

    let listed = try connection.query(
      "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'"
    ) { row in ListedTable(name: row.text(0), type: row.text(1), isKeyed: row.integer(2) != 0) }
    let shadows = Set(listed.filter { $0.type == "shadow" }.map(\.name))
    let all = try connection.query(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"
    ) { row in
      Object(type: row.text(0), name: row.text(1), table: row.text(2), sql: row.optionalText(3))
    }
    objects = all.filter { !shadows.contains($0.table) }
    let byName = Dictionary(listed.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    tables = try objects.compactMap { object in
      guard object.type == "table", let table = byName[object.name] else { return nil }
      let storesNothing = !shadows.contains { $0.hasPrefix("\(object.name)_") }
      guard table.type != "virtual" || !storesNothing else { return nil }
      return try Table(table, sql: object.sql ?? "", shadows: shadows, connection)
    }
  }

  /// `name` in double quotes, as SQL wants any name that it must not misread.
  public static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }
}

private struct ListedTable {
  let name: String
  let type: String
  let isKeyed: Bool
}

extension DatabaseOutline.Table {
  fileprivate init(
    _ listed: ListedTable, sql: String, shadows: Set<String>, _ connection: Connection
  ) throws {
    let name = listed.name
    let described = try connection.query(
      "SELECT name, hidden, pk FROM pragma_table_xinfo(?1) ORDER BY cid", [.text(name)]
    ) { row in (name: row.text(0), hidden: row.integer(1), key: row.integer(2)) }
    let shown = described.filter { $0.hidden != 1 }
    let keys = shown.filter { $0.key > 0 }.sorted { $0.key < $1.key }.map(\.name)
    // A key that is the row's number has no index of its own.
    let hasKeyIndex =
      try connection.value(
        "SELECT 1 FROM pragma_index_list(?1) WHERE origin = 'pk'", [.text(name)]) != nil
    let taken = Set(shown.map { $0.name.lowercased() })
    let free = ["rowid", "_rowid_", "oid"].first { !taken.contains($0) }
    let isFullText = described.contains { $0.hidden == 1 && $0.name == name }

    self.name = name
    columns = shown.map(\.name)
    writable = shown.filter { $0.hidden == 0 }.map(\.name)
    isVirtual = listed.type == "virtual"
    if listed.isKeyed {
      (rowNumber, order, isByNumber) = (nil, keys, false)
    } else if keys.count == 1, !hasKeyIndex, !isVirtual {
      (rowNumber, order, isByNumber) = (nil, keys, true)
    } else {
      rowNumber = isVirtual && !isFullText ? nil : free
      order = free.map { [$0] } ?? []
      isByNumber = free != nil
    }
    let plain = sql.lowercased().filter { !$0.isWhitespace }
    isContentless =
      isFullText && !shadows.contains("\(name)_content")
      && (plain.contains("content=''") || plain.contains("content=\"\""))
    settings =
      isFullText && shadows.contains("\(name)_config")
      ? Dictionary(
        try connection.query(
          "SELECT k, v FROM \(DatabaseOutline.quoted("\(name)_config")) WHERE k <> 'version'"
        ) { row in (row.text(0), row.value(1)) }, uniquingKeysWith: { first, _ in first })
      : [:]
  }
}
