public import ClusterModel

/// Reads and writes table `dataset`.
public typealias DatasetRepository = Repository<Dataset>

extension Dataset: Keyed {
  /// The table, `dataset`.
  public static var table: String { "dataset" }
}

extension Listing {
  /// Datasets: by kind, a year with figures, and the document that describes them.
  static let dataset = Listing(
    entity: "dataset", plural: "datasets",
    columns: [
      "dataset.key", "dataset.name_en", "dataset.name_zh", "dataset.kind", "dataset.publisher",
      "dataset.currency", "dataset.licence", "source.key AS source",
    ],
    from: """
      dataset
      LEFT JOIN source ON source.id = dataset.source_id
      """,
    conditions: [
      .type: "dataset.kind = :type",
      .year: """
      dataset.id IN (
        SELECT dataset_id FROM firm_year WHERE year = :year
        UNION SELECT dataset_id FROM cell_year WHERE year = :year
        UNION SELECT dataset_id FROM observation WHERE year = :year
      )
      """,
      .source: "source.key = :source",
    ])
}
