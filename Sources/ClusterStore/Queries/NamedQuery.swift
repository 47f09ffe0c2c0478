public import SQLite

/// A question with the query that answers it, as table `saved_query` keeps it.
public struct NamedQuery: Hashable, Sendable {
  /// The name it is called by.
  public let key: String
  /// Its number among the research questions; nil for a query of the user's own.
  public let number: Int?
  /// The question in English.
  public let titleEn: String
  /// The question in Chinese; nil where there is none.
  public let titleZh: String?
  /// What can be set.
  public let parameters: [Parameter]
  /// The statement.
  public let sql: String

  /// Something that can be set in a query.
  public struct Parameter: Hashable, Sendable {
    /// The name, without a colon.
    public let name: String
    /// What kind of value it takes.
    public let type: QueryParameter.Kind
    /// What stands for it where nothing is given.
    public let defaultValue: Value
    /// What it does.
    public let description: String
  }
}

/// Reads table `saved_query`.
public struct NamedQueries {
  private let store: Store

  /// Reads from `store`.
  public init(_ store: Store) { self.store = store }

  /// Every saved query: the research questions by number, then the others by key.
  public func all() throws -> [NamedQuery] {
    try queries("ORDER BY number IS NULL, number, key", [])
  }

  /// The query of that key or number.
  ///
  /// - Throws: ``QueryError/unknownQuery(_:nearest:)``.
  public func query(_ name: String) throws -> NamedQuery {
    let found = try queries(
      "WHERE key = ?1 OR number = CAST(?1 AS INTEGER) AND ?1 NOT GLOB '*[^0-9]*'", [.text(name)])
    guard let query = found.first else {
      let keys = try all().map(\.key)
      var nearest = NearestNames.of(name, in: keys, limit: 3)
      if nearest.isEmpty { nearest = Array(keys.filter { $0.contains(name) }.prefix(3)) }
      throw QueryError.unknownQuery(name, nearest: nearest)
    }
    return query
  }

  private func queries(_ clause: String, _ values: [Value]) throws -> [NamedQuery] {
    try store.connection.query(
      """
      SELECT key, number, title_en, title_zh, sql, parameters FROM saved_query \(clause)
      """, values
    ) { row in
      (
        key: row.text(0), number: row.optionalInteger(1), titleEn: row.text(2),
        titleZh: row.optionalText(3), sql: row.text(4), parameters: row.text(5)
      )
    }.map { query in
      NamedQuery(
        key: query.key, number: query.number, titleEn: query.titleEn, titleZh: query.titleZh,
        parameters: try parameters(query.parameters), sql: query.sql)
    }
  }

  private func parameters(_ json: String) throws -> [NamedQuery.Parameter] {
    try store.connection.query(
      """
      SELECT value ->> 'name', value ->> 'type',
        CASE value ->> 'type'
          WHEN 'integer' THEN CAST(value ->> 'default' AS INTEGER)
          WHEN 'real' THEN CAST(value ->> 'default' AS REAL)
          ELSE value ->> 'default'
        END,
        value ->> 'description'
      FROM json_each(?1) ORDER BY key
      """, [.text(json)]
    ) { row in
      NamedQuery.Parameter(
        name: row.text(0), type: QueryParameter.Kind(rawValue: row.text(1)) ?? .text,
        defaultValue: row.value(2), description: row.text(3))
    }
  }
}
