public import ClusterModel
import SQLite

/// Reads and writes table `term`.
public typealias TermRepository = Repository<Term>

extension Term: Keyed {
  /// The table, `term`.
  public static var table: String { "term" }
}

extension Listing {
  /// Terms: by taxonomy and source.
  static let term = Listing(
    entity: "term", plural: "terms",
    columns: [
      "term.key", "taxonomy.key AS taxonomy", "term.code", "parent.key AS parent", "term.name_en",
      "term.name_zh", "source.key AS source",
    ],
    from: """
      term
      JOIN taxonomy ON taxonomy.id = term.taxonomy_id
      LEFT JOIN term AS parent ON parent.id = term.parent_id
      LEFT JOIN source ON source.id = term.source_id
      """,
    conditions: [
      .type: "taxonomy.key = :type",
      .source: "source.key = :source",
    ])
}

extension Repository<Term> {
  /// The terms of `taxonomy` in its own order.
  public func terms(of taxonomy: Identifier<Taxonomy>) throws -> [Stored<Term>] {
    try rows("WHERE taxonomy_id = ?1 ORDER BY position, id", [.integer(taxonomy.rawValue)])
  }
}
