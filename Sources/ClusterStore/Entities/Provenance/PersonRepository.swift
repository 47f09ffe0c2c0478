public import ClusterModel

/// Reads and writes table `person`.
public typealias PersonRepository = Repository<Person>

extension Person: Keyed {
  /// The table, `person`.
  public static var table: String { "person" }
}

extension Listing {
  /// Persons: by source.
  static let person = Listing(
    entity: "person", plural: "persons",
    columns: [
      "person.key", "person.name_en", "person.name_zh", "person.role", "source.key AS source",
    ],
    from: """
      person
      LEFT JOIN source ON source.id = person.source_id
      """,
    conditions: [
      .source: "source.key = :source"
    ])
}
