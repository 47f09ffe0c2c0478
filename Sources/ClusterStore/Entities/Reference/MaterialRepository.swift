public import ClusterModel

/// Reads and writes table `material`.
public typealias MaterialRepository = Repository<Material>

extension Material: Keyed {
  /// The table, `material`.
  public static var table: String { "material" }
}

extension Listing {
  /// Materials: by kind and source.
  static let material = Listing(
    entity: "material", plural: "materials",
    columns: [
      "material.key", "material.name_en", "material.name_zh", "material.kind", "material.unit",
      "waste.key AS waste", "source.key AS source",
    ],
    from: """
      material
      LEFT JOIN waste ON waste.id = material.waste_id
      LEFT JOIN source ON source.id = material.source_id
      """,
    conditions: [
      .type: "material.kind = :type",
      .source: "source.key = :source",
    ])
}
