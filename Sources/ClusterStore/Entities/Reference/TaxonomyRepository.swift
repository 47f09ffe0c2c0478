public import ClusterModel

/// Reads and writes table `taxonomy`.
public typealias TaxonomyRepository = Repository<Taxonomy>

extension Taxonomy: Keyed {
  /// The table, `taxonomy`.
  public static var table: String { "taxonomy" }
}

extension Listing {
  /// Taxonomies: by source.
  static let taxonomy = Listing(
    entity: "taxonomy", plural: "taxonomies",
    columns: [
      "taxonomy.key", "taxonomy.name_en", "taxonomy.name_zh", "source.key AS source",
    ],
    from: """
      taxonomy
      LEFT JOIN source ON source.id = taxonomy.source_id
      """,
    conditions: [
      .source: "source.key = :source"
    ])
}
