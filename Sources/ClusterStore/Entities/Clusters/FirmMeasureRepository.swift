public import ClusterModel

/// Reads and writes table `firm_measure`.
public typealias FirmMeasureRepository = Repository<FirmMeasure>

extension FirmMeasure: Keyed {
  /// The table, `firm_measure`.
  public static var table: String { "firm_measure" }
}

extension Listing {
  /// Measures of firms: by how the source speaks of them, and source.
  static let firmMeasure = Listing(
    entity: "firm_measure", plural: "firm-measures",
    columns: [
      "firm_measure.key", "firm_measure.name_en", "firm_measure.name_zh", "actor.key AS actor",
      "firm_measure.statement_kind", "source.key AS source",
    ],
    from: """
      firm_measure
      LEFT JOIN institution AS actor ON actor.id = firm_measure.actor_id
      LEFT JOIN source ON source.id = firm_measure.source_id
      """,
    conditions: [
      .type: "firm_measure.statement_kind = :type",
      .source: "source.key = :source",
    ])
}
