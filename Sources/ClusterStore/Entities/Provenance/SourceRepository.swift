public import ClusterModel

/// Reads and writes table `source`.
public typealias SourceRepository = Repository<Source>

extension Source: Keyed {
  /// The table, `source`.
  public static var table: String { "source" }
}

extension Listing {
  /// Documents: by kind, year, and the document that cites them.
  static let source = Listing(
    entity: "source", plural: "sources",
    columns: [
      "source.key", "source.kind", "source.title", "source.authors", "source.publisher",
      "source.year", "cited_in.key AS cited_in",
    ],
    from: "source LEFT JOIN source AS cited_in ON cited_in.id = source.cited_in_id",
    conditions: [
      .type: "source.kind = :type",
      .year: "source.year = :year",
      .source: "cited_in.key = :source",
    ])
}
