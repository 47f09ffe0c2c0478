public import ClusterModel

/// Reads and writes table `cell_year`.
public typealias CellYearRepository = Repository<CellYear>

extension CellYear: Storable {
  /// The table, `cell_year`.
  public static var table: String { "cell_year" }

  /// What is unique in a row.
  public var rowKey: String {
    "zone \(zoneID.rawValue), industry \(industryID.rawValue), \(year), \(segment), dataset \(datasetID.rawValue)"
  }
}

extension Listing {
  /// Figures of zone and industry: by zone, industry, segment, year, and dataset (`--source`).
  static let cellYear = Listing(
    entity: "cell_year", plural: "cell-years",
    columns: [
      "zone.key AS zone", "industry.key AS industry", "cell_year.segment", "cell_year.year",
      "cell_year.firms", "cell_year.employees", "cell_year.output", "cell_year.revenue",
      "cell_year.value_added", "dataset.key AS dataset",
    ],
    from: """
      cell_year JOIN zone ON zone.id = cell_year.zone_id
      JOIN industry ON industry.id = cell_year.industry_id
      JOIN dataset ON dataset.id = cell_year.dataset_id
      """,
    conditions: [
      .zone: "cell_year.zone_id IN wanted_zone",
      .industry: "cell_year.industry_id IN wanted_industry",
      .type: "cell_year.segment = :type",
      .year: "cell_year.year = :year",
      .source: "dataset.key = :source",
    ])
}
