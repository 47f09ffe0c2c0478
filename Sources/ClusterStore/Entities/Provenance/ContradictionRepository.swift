public import ClusterModel

/// Reads and writes table `contradiction`.
public typealias ContradictionRepository = Repository<Contradiction>

extension Contradiction: Keyed {
  /// The table, `contradiction`.
  public static var table: String { "contradiction" }
}

extension Listing {
  /// Comparisons of statements: by relation and either document.
  static let contradiction = Listing(
    entity: "contradiction", plural: "contradictions",
    columns: [
      "contradiction.key", "contradiction.relation", "contradiction.subject",
      "source.key AS source", "other.key AS other_source", "contradiction.assessment",
    ],
    from: """
      contradiction JOIN source ON source.id = contradiction.source_a_id
      LEFT JOIN source AS other ON other.id = contradiction.source_b_id
      """,
    conditions: [
      .type: "contradiction.relation = :type",
      .source: "source.key = :source OR other.key = :source",
    ])
}
