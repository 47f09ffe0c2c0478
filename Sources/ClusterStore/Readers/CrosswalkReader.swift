import SQLite

/// The links from the industries of other classifications to those of one.
public struct CrosswalkReader {
  private let store: Store

  /// Reads from `store`.
  public init(_ store: Store) { self.store = store }

  /// That an industry leads to another.
  public struct Link: Hashable, Sendable {
    /// The id of the industry that is left.
    public let source: Int64
    /// The id of the industry that is reached.
    public let target: Int64
    /// The part of the source that goes to the target, above 0 to 1; nil where it is not stated.
    public let weight: Double?
    /// Whether only a part of the source corresponds to the target.
    public let sourceIsPart: Bool
    /// Whether only a part of the target corresponds to the source.
    public let targetIsPart: Bool
  }

  /// The links to the industries of a scheme, source by source in their stated order.
  public func links(to scheme: String) throws -> [Link] {
    try store.connection.query(
      """
      SELECT link.from_id, link.to_id, link.weight, link.from_is_part, link.to_is_part
      FROM industry_crosswalk AS link
      JOIN industry AS source ON source.id = link.from_id
      JOIN industry AS target ON target.id = link.to_id
      WHERE target.scheme = ?1 AND source.scheme <> ?1
      ORDER BY link.from_id, link.position, link.to_id
      """, [.text(scheme)]
    ) { row in
      Link(
        source: row.integer(0), target: row.integer(1), weight: row.optionalReal(2),
        sourceIsPart: row.integer(3) != 0, targetIsPart: row.integer(4) != 0)
    }
  }

  /// The schemes that links lead to, in order.
  public func schemes() throws -> [String] {
    try store.connection.query(
      """
      SELECT DISTINCT industry.scheme FROM industry_crosswalk
      JOIN industry ON industry.id = industry_crosswalk.to_id ORDER BY 1
      """
    ) { $0.text(0) }
  }
}
