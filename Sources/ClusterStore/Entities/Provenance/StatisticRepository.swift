public import ClusterModel

/// Reads and writes table `statistic`.
public typealias StatisticRepository = Repository<Statistic>

extension Statistic: Keyed {
  /// The table, `statistic`.
  public static var table: String { "statistic" }
}

extension Listing {
  /// Printed figures: by the zone or industry they are about, class, year and source.
  static let statistic = Listing(
    entity: "statistic", plural: "statistics",
    columns: [
      "statistic.key", "statistic.class", "statistic.subject_type", "statistic.subject_key",
      "statistic.indicator", "statistic.comparator", "statistic.value", "statistic.value_max",
      "statistic.unit", "statistic.as_of_year", "source.key AS source",
    ],
    from: """
      statistic
      LEFT JOIN source ON source.id = statistic.source_id
      """,
    conditions: [
      .zone: """
      statistic.subject_type = 'zone'
        AND statistic.subject_key IN (SELECT key FROM zone WHERE id IN wanted_zone)
      """,
      .industry: """
      statistic.subject_type = 'industry'
        AND statistic.subject_key IN (SELECT key FROM industry WHERE id IN wanted_industry)
      """,
      .type: "statistic.class = :type",
      .year: "statistic.as_of_year = :year",
      .source: "source.key = :source",
    ])
}
