import SQLite

/// The lists that documents give: the members of a set, the terms of a taxonomy, the places of an
/// area.
public struct EnumerationReader {
  private let store: Store

  /// Reads from `store`.
  public init(_ store: Store) { self.store = store }

  /// A cluster in a set.
  public struct SetMember: Hashable, Sendable {
    /// The set's key.
    public let set: String
    /// The cluster's key.
    public let cluster: String
  }

  /// A term of a taxonomy.
  public struct Term: Hashable, Sendable {
    /// The taxonomy's key.
    public let taxonomy: String
    /// The key of the taxonomy's document; nil where it rests on none.
    public let source: String?
    /// The term's key.
    public let key: String
    /// The key of the term above it; nil at the top.
    public let parent: String?
    /// Its names in every language.
    public let names: [String]
  }

  /// A place that a document names as part of an area.
  public struct AreaMember: Hashable, Sendable {
    /// The area's key.
    public let area: String
    /// The key of the zone that the area lies in; nil where no document says.
    public let within: String?
    /// The place's key.
    public let member: String
    /// The document's key; nil where the row rests on none.
    public let source: String?
  }

  /// The clusters of every set, in the order of the rows.
  public func setMembers() throws -> [SetMember] {
    try store.connection.query(
      """
      SELECT cluster_set.key, cluster.key FROM cluster_set_member
      JOIN cluster_set ON cluster_set.id = cluster_set_id JOIN cluster ON cluster.id = cluster_id
      ORDER BY cluster_set_member.id
      """
    ) { SetMember(set: $0.text(0), cluster: $0.text(1)) }
  }

  /// The terms of every taxonomy, in the order of the taxonomies and of their terms.
  public func terms() throws -> [Term] {
    try store.connection.query(
      """
      SELECT taxonomy.key, source.key, term.key, parent.key,
        term.name_en, term.name_zh, term.name_en_ref, term.name_zh_ref
      FROM term JOIN taxonomy ON taxonomy.id = term.taxonomy_id
      LEFT JOIN source ON source.id = taxonomy.source_id
      LEFT JOIN term AS parent ON parent.id = term.parent_id
      ORDER BY taxonomy.id, term.position, term.id
      """
    ) { row in
      Term(
        taxonomy: row.text(0), source: row.optionalText(1), key: row.text(2),
        parent: row.optionalText(3),
        names: [4, 5, 6, 7].map { row.isNull($0) ? "" : row.text($0) }.filter { !$0.isEmpty })
    }
  }

  /// The places that documents name as parts of areas, in the order of the rows; none of those that
  /// rest on general knowledge.
  public func areaMembers() throws -> [AreaMember] {
    try store.connection.query(
      """
      SELECT area.key, around.key, member.key, source.key FROM zone_member
      JOIN zone AS area ON area.id = area_id JOIN zone AS member ON member.id = member_id
      LEFT JOIN zone AS around ON around.id = area.parent_id
      LEFT JOIN source ON source.id = zone_member.source_id
      WHERE reading <> 'general knowledge' ORDER BY zone_member.id
      """
    ) { row in
      AreaMember(
        area: row.text(0), within: row.optionalText(1), member: row.text(2),
        source: row.optionalText(3))
    }
  }
}
