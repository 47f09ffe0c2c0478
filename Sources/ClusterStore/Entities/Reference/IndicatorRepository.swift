public import ClusterModel

/// Reads and writes table `indicator`.
public typealias IndicatorRepository = Repository<Indicator>

extension Indicator: Keyed {
  /// The table, `indicator`.
  public static var table: String { "indicator" }
}

extension Listing {
  /// Indicators: by source.
  static let indicator = Listing(
    entity: "indicator", plural: "indicators",
    columns: [
      "indicator.key", "indicator.name_en", "indicator.name_zh", "indicator.unit",
      "indicator.direction", "source.key AS source",
    ],
    from: """
      indicator
      LEFT JOIN source ON source.id = indicator.source_id
      """,
    conditions: [
      .source: "source.key = :source"
    ])
}
