public import ClusterModel

/// Reads and writes table `institution`.
public typealias InstitutionRepository = Repository<Institution>

extension Institution: Keyed {
  /// The table, `institution`.
  public static var table: String { "institution" }
}

extension Listing {
  /// Institutions: by zone, kind and source.
  static let institution = Listing(
    entity: "institution", plural: "institutions",
    columns: [
      "institution.key", "institution.name_en", "institution.name_zh", "institution.kind",
      "institution.level", "zone.key AS zone", "source.key AS source",
    ],
    from: """
      institution
      LEFT JOIN zone ON zone.id = institution.zone_id
      LEFT JOIN source ON source.id = institution.source_id
      """,
    conditions: [
      .zone: "institution.zone_id IN wanted_zone",
      .type: "institution.kind = :type",
      .source: "source.key = :source",
    ])
}
