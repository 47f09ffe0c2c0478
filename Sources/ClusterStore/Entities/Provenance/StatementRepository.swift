public import ClusterModel

/// Reads and writes table `statement`.
public typealias StatementRepository = Repository<Statement>

extension Statement: Keyed {
  /// The table, `statement`.
  public static var table: String { "statement" }
}

extension Listing {
  /// Remarks: by the zone or industry they are about, category and source.
  static let statement = Listing(
    entity: "statement", plural: "statements",
    columns: [
      "statement.key", "statement.category", "statement.subject_type", "statement.subject_key",
      "statement.observation", "source.key AS source",
    ],
    from: """
      statement
      LEFT JOIN source ON source.id = statement.source_id
      """,
    conditions: [
      .zone: """
      statement.subject_type = 'zone'
        AND statement.subject_key IN (SELECT key FROM zone WHERE id IN wanted_zone)
      """,
      .industry: """
      statement.subject_type = 'industry'
        AND statement.subject_key IN (SELECT key FROM industry WHERE id IN wanted_industry)
      """,
      .type: "statement.category = :type",
      .source: "source.key = :source",
    ])
}
