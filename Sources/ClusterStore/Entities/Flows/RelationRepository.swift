public import ClusterModel

/// Reads and writes table `relation`.
public typealias RelationRepository = Repository<Relation>

extension Relation: Keyed {
  /// The table, `relation`.
  public static var table: String { "relation" }
}

extension Listing {
  /// Relations between concepts: by kind of relation and source.
  static let relation = Listing(
    entity: "relation", plural: "relations",
    columns: [
      "relation.key", "subject.key AS subject", "relation.relation", "object.key AS object",
      "relation.condition", "relation.statement_kind", "source.key AS source",
    ],
    from: """
      relation
      JOIN concept AS subject ON subject.id = relation.subject_id
      JOIN concept AS object ON object.id = relation.object_id
      LEFT JOIN source ON source.id = relation.source_id
      """,
    conditions: [
      .type: "relation.relation = :type",
      .source: "source.key = :source",
    ])
}
