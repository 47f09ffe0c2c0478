import SQLite

/// Figures by zone and industry, and the trees that zones and industries stand in.
public struct CellReader {
  private let store: Store

  /// Reads from `store`.
  public init(_ store: Store) { self.store = store }

  /// What the firms of one zone and industry add up to.
  public struct Cell: Hashable, Sendable {
    /// The zone's id; nil where a firm has none.
    public let zone: Int64?
    /// The industry's id; nil where a firm has none.
    public let industry: Int64?
    /// The sum over the firms that report the figure.
    public let sum: Double
    /// How many firms report it.
    public let reporting: Int
    /// How many firms do not, for whatever reason.
    public let missing: Int
  }

  /// A zone or industry in its tree.
  public struct Node: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The name: in Chinese, else in English.
    public let name: String
    /// The level, such as `prefecture` or `division`; nil where it has none.
    public let level: String?
    /// The id of the one above it; nil at the top.
    public let parent: Int64?
  }

  /// The columns of `firm_year` that can be summed.
  public func figures() throws -> [String] {
    try Schema(store).table("firm_year").columns
      .filter { $0.target == nil && $0.keyPosition == 0 && !$0.isRequired && $0.type != "TEXT" }
      .map(\.name)
  }

  /// The sums of `figure` over the firms of a dataset and year.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)`` for a figure or dataset that is not there.
  public func cells(figure: String, dataset: String, year: Int) throws -> [Cell] {
    guard try figures().contains(figure) else {
      throw StoreError.notFound(table: "figure", key: figure)
    }
    let id = try store.connection.value("SELECT id FROM dataset WHERE key = ?1", [.text(dataset)])
    guard case .integer(let id)? = id else {
      throw StoreError.notFound(table: "dataset", key: dataset)
    }
    return try store.connection.query(
      """
      SELECT zone_id, industry_id, total("\(figure)"), count("\(figure)"),
        count(*) - count("\(figure)")
      FROM firm_year WHERE dataset_id = ?1 AND year = ?2 GROUP BY zone_id, industry_id
      """, [.integer(id), .integer(Int64(year))]
    ) { row in
      Cell(
        zone: row.optionalInteger(0).map(Int64.init),
        industry: row.optionalInteger(1).map(Int64.init), sum: row.real(2),
        reporting: Int(row.integer(3)), missing: Int(row.integer(4)))
    }
  }

  /// Every zone by id, with its administrative level and parent.
  public func zones() throws -> [Int64: Node] {
    try nodes(
      """
      SELECT zone.id, key, coalesce(zone.name_zh, name_zh_ref, name_en, name_en_ref, key),
        coalesce((SELECT kind FROM zone_code WHERE zone_code.zone_id = zone.id
          ORDER BY to_year DESC LIMIT 1), kind), coalesce(parent_ref_id, parent_id)
      FROM zone
      """)
  }

  /// Every industry by id, with its level and parent.
  public func industries() throws -> [Int64: Node] {
    try nodes(
      """
      SELECT id, key, coalesce(name_zh, name_zh_ref, name_en, name_en_ref, key), level, parent_id
      FROM industry
      """)
  }

  private func nodes(_ sql: String) throws -> [Int64: Node] {
    let rows = try store.connection.query(sql) { row in
      (
        row.integer(0),
        Node(
          key: row.text(1), name: row.text(2), level: row.optionalText(3),
          parent: row.optionalInteger(4).map(Int64.init))
      )
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
