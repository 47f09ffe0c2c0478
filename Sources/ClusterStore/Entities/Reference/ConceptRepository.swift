public import ClusterModel

/// Reads and writes table `concept`.
public typealias ConceptRepository = Repository<Concept>

extension Concept: Keyed {
  /// The table, `concept`.
  public static var table: String { "concept" }
}

extension Listing {
  /// Concepts: by source.
  static let concept = Listing(
    entity: "concept", plural: "concepts",
    columns: [
      "concept.key", "concept.name_en", "concept.name_zh", "concept.definition",
      "source.key AS source",
    ],
    from: """
      concept
      LEFT JOIN source ON source.id = concept.source_id
      """,
    conditions: [
      .source: "source.key = :source"
    ])
}
