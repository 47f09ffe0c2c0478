public import ClusterModel

/// Reads and writes table `system`.
public typealias SystemRepository = Repository<System>

extension System: Keyed {
  /// The table, `system`.
  public static var table: String { "system" }
}

extension Listing {
  /// Systems: by kind and source.
  static let system = Listing(
    entity: "system", plural: "systems",
    columns: [
      "system.key", "system.rank", "system.kind", "system.name_en", "system.name_zh",
      "system.serves_tables", "source.key AS source",
    ],
    from: """
      system
      LEFT JOIN source ON source.id = system.source_id
      """,
    conditions: [
      .type: "system.kind = :type",
      .source: "source.key = :source",
    ])
}
