public import ClusterModel

/// Reads and writes table `waste`.
public typealias WasteRepository = Repository<Waste>

extension Waste: Keyed {
  /// The table, `waste`.
  public static var table: String { "waste" }
}

extension Listing {
  /// Wastes: by level and source.
  static let waste = Listing(
    entity: "waste", plural: "wastes",
    columns: [
      "waste.key", "waste.scheme", "waste.code", "waste.level", "waste.name_en", "waste.name_zh",
      "waste.hazardous", "source.key AS source",
    ],
    from: """
      waste
      LEFT JOIN source ON source.id = waste.source_id
      """,
    conditions: [
      .type: "waste.level = :type",
      .source: "source.key = :source",
    ])
}
