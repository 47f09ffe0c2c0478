public import ClusterModel

/// Reads and writes table `measure`.
public typealias MeasureRepository = Repository<Measure>

extension Measure: Keyed {
  /// The table, `measure`.
  public static var table: String { "measure" }
}

extension Listing {
  /// Measures: by the zones or industries they aim at, instrument, a year in force, and source.
  static let measure = Listing(
    entity: "measure", plural: "measures",
    columns: [
      "measure.key", "measure.name_en", "measure.name_zh", "measure.instrument_kind",
      "measure.statement_kind", "measure.from_year", "measure.to_year", "source.key AS source",
    ],
    from: """
      measure
      LEFT JOIN source ON source.id = measure.source_id
      """,
    conditions: [
      .zone: """
      measure.id IN (
        SELECT measure_id FROM measure_target
        WHERE subject_type = 'zone'
          AND subject_key IN (SELECT key FROM zone WHERE id IN wanted_zone)
      )
      """,
      .industry: """
      measure.id IN (
        SELECT measure_id FROM measure_target
        WHERE subject_type = 'industry'
          AND subject_key IN (SELECT key FROM industry WHERE id IN wanted_industry)
      )
      """,
      .type: "measure.instrument_kind = :type",
      .year: """
      coalesce(measure.from_year, measure.to_year) IS NOT NULL
        AND coalesce(measure.from_year <= :year, 1) AND coalesce(measure.to_year >= :year, 1)
      """,
      .source: "source.key = :source",
    ])
}
