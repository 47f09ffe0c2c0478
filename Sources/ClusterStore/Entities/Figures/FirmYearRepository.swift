public import ClusterModel
import SQLite

/// Reads and writes table `firm_year`.
public typealias FirmYearRepository = Repository<FirmYear>

extension FirmYear: Storable {
  /// The table, `firm_year`.
  public static var table: String { "firm_year" }

  /// What is unique in a row.
  public var rowKey: String {
    "firm \(firmID.rawValue), \(year), dataset \(datasetID.rawValue)"
  }
}

extension Listing {
  /// Figures of firms: by zone and industry in the year, size class, year, and dataset
  /// (`--source`).
  static let firmYear = Listing(
    entity: "firm_year", plural: "firm-years",
    columns: [
      "firm.key AS firm", "firm_year.year", "zone.key AS zone", "industry.key AS industry",
      "firm_year.employees", "firm_year.output", "firm_year.revenue", "firm_year.value_added",
      "firm_year.profit", "dataset.key AS dataset",
    ],
    from: """
      firm_year JOIN firm ON firm.id = firm_year.firm_id
      JOIN dataset ON dataset.id = firm_year.dataset_id
      LEFT JOIN zone ON zone.id = firm_year.zone_id
      LEFT JOIN industry ON industry.id = firm_year.industry_id
      """,
    conditions: [
      .zone: "firm_year.zone_id IN wanted_zone",
      .industry: "firm_year.industry_id IN wanted_industry",
      .size: "firm.size_class = :size",
      .year: "firm_year.year = :year",
      .source: "dataset.key = :source",
    ])
}

extension Repository<FirmYear> {
  /// The years of `firm` in every dataset, earliest first.
  public func years(of firm: Identifier<Firm>) throws -> [Stored<FirmYear>] {
    try rows("WHERE firm_id = ?1 ORDER BY year, dataset_id", [.integer(firm.rawValue)])
  }
}
