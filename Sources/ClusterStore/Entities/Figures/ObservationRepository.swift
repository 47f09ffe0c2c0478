public import ClusterModel

/// Reads and writes table `observation`.
public typealias ObservationRepository = Repository<Observation>

extension Observation: Storable {
  /// The table, `observation`.
  public static var table: String { "observation" }

  /// What is unique in a row.
  public var rowKey: String {
    "\(subjectType.rawValue), \(subjectKey), indicator \(indicatorID.rawValue), \(year)"
  }
}

extension Listing {
  /// Single figures: by the zone or industry they are of, indicator, year, and document or dataset.
  static let observation = Listing(
    entity: "observation", plural: "observations",
    columns: [
      "observation.subject_type", "observation.subject_key", "indicator.key AS indicator",
      "observation.year", "observation.value", "observation.status", "indicator.unit",
      "dataset.key AS dataset", "source.key AS source",
    ],
    from: """
      observation
      JOIN indicator ON indicator.id = observation.indicator_id
      LEFT JOIN dataset ON dataset.id = observation.dataset_id
      LEFT JOIN source ON source.id = observation.source_id
      """,
    conditions: [
      .zone: """
      observation.subject_type = 'zone'
        AND observation.subject_key IN (SELECT key FROM zone WHERE id IN wanted_zone)
      """,
      .industry: """
      observation.subject_type = 'industry'
        AND observation.subject_key IN (SELECT key FROM industry WHERE id IN wanted_industry)
      """,
      .type: "indicator.key = :type",
      .year: "observation.year = :year",
      .source: "source.key = :source OR dataset.key = :source",
    ])
}
