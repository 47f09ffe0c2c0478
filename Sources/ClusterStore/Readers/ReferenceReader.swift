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

  /// The years in which a code meant a zone.
  @safe public struct ZoneSpell {
    /// The code's bytes, lent for the call.
    public let code: UnsafeRawBufferPointer
    /// The zone's id.
    public let zone: Int64
    /// The years.
    public let years: ClosedRange<Int>
    /// Whether nothing is known of when the code came or went: the years are then that of the table
    /// it stands in, or all.
    public let isUndated: Bool
  }

  /// Gives `body` every spell of every code of `scheme`; a zone without spells has one of all years.
  public func zoneSpells(
    scheme: String, _ body: (ZoneSpell) -> Void
  ) throws(SQLiteError) {
    let sql = """
      SELECT zone_code.code, zone_id, zone_code.from_year, zone_code.to_year,
        zone.from_year IS NULL AND zone_code.from_year = zone_code.to_year
      FROM zone_code JOIN zone ON zone.id = zone_id WHERE zone_code.scheme = ?1
      UNION ALL
      SELECT code, id, coalesce(from_year, 1000), coalesce(to_year, 2999),
        from_year IS NULL OR to_year IS NULL
      FROM zone WHERE scheme = ?1 AND id NOT IN (SELECT zone_id FROM zone_code)
      """
    try connection.withStatement(sql) { statement throws(SQLiteError) in
      try statement.bind([.text(scheme)])
      while try statement.step() {
        let row = statement.row
        let zone = row.integer(1)
        let (first, last) = (Int(row.integer(2)), Int(row.integer(3)))
        guard first <= last else {
          throw SQLiteError(
            code: .corrupt,
            message: "code \(row.text(0)) of zone \(zone) is said to have been in force from "
              + "\(first) to \(last); correct its row in zone_code, or in zone")
        }
        let years = first...last
        let isUndated = row.integer(4) != 0
        unsafe row.withBytes(0) { code in
          body(unsafe ZoneSpell(code: code, zone: zone, years: years, isUndated: isUndated))
        }
      }
    }
  }

  /// Gives `body` the code, id and parent of every row of `scheme`, for a table of a hierarchy.
  public func codesWithParents(
    scheme: String, _ body: (UnsafeRawBufferPointer, Int64, Int64?) -> Void
  ) throws(SQLiteError) {
    let sql = "SELECT code, id, parent_id FROM \(table) WHERE scheme = ?1"
    try connection.withStatement(sql) { statement throws(SQLiteError) in
      try statement.bind([.text(scheme)])
      while try statement.step() {
        let row = statement.row
        let id = row.integer(1)
        let parent = row.optionalInteger(2).map(Int64.init)
        unsafe row.withBytes(0) { unsafe body($0, id, parent) }
      }
    }
  }

  /// Every code of `scheme` and the id of its row.
  public func ids(scheme: String) throws(SQLiteError) -> [(code: String, id: Int64)] {
    try connection.query("SELECT code, id FROM \(table) WHERE scheme = ?1", [.text(scheme)]) {
      ($0.text(0), $0.integer(1))
    }
  }

  /// What each code of `scheme` is called, in Chinese where that is known.
  public func names(scheme: String) throws(SQLiteError) -> [String: String] {
    let sql = """
      SELECT code, coalesce(name_zh, name_en, name_zh_ref, name_en_ref, '')
      FROM \(table) WHERE scheme = ?1
      """
    let rows = try connection.query(sql, [.text(scheme)]) { ($0.text(0), $0.text(1)) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
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
