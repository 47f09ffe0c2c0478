public import SQLite

/// Finds rows that break a foreign key, which SQLite lets in where foreign keys are off.
public struct ReferenceCheck {
  private let connection: Connection

  /// Looks into `connection`.
  public init(_ connection: Connection) { self.connection = connection }

  /// A foreign key that rows break.
  public struct BrokenKey: Hashable, Sendable {
    /// The columns that point.
    public let columns: [String]
    /// The table they should point into.
    public let target: String
    /// How many rows break it.
    public let rows: Int
    /// The number of the first of them; nil where rows have none.
    public let firstRow: Int64?
  }

  /// The keys of `table` that rows break.
  public func brokenKeys(of table: String) throws -> [BrokenKey] {
    let columns = Dictionary(
      grouping: try connection.query(
        "SELECT id, \"from\" FROM pragma_foreign_key_list(?1) ORDER BY id, seq", [.text(table)]
      ) { (id: $0.integer(0), name: $0.text(1)) }, by: \.id)
    guard !columns.isEmpty else { return [] }
    return try connection.query(
      """
      SELECT fkid, parent, count(*), min("rowid") FROM pragma_foreign_key_check(?1)
      GROUP BY fkid, parent
      """, [.text(table)]
    ) { row in
      BrokenKey(
        columns: columns[row.integer(0)]?.map(\.name) ?? [], target: row.text(1),
        rows: Int(row.integer(2)), firstRow: row.optionalInteger(3).map(Int64.init))
    }
  }
}
