public import ClusterModel
import SQLite

/// Reads and writes table `industry`.
public typealias IndustryRepository = Repository<Industry>

extension Industry: Keyed {
  /// The table, `industry`.
  public static var table: String { "industry" }
}

extension Listing {
  /// Industries: below an industry, by the zones where they are at home, classification, and
  /// source.
  static let industry = Listing(
    entity: "industry", plural: "industries",
    columns: [
      "industry.key", "industry.scheme", "industry.code", "industry.level", "industry.name_en",
      "industry.name_zh", "parent.key AS parent", "source.key AS source",
    ],
    from: """
      industry
      LEFT JOIN industry AS parent ON parent.id = industry.parent_id
      LEFT JOIN source ON source.id = industry.source_id
      """,
    conditions: [
      .zone: """
      industry.id IN
        (SELECT industry_id FROM zone_industry WHERE zone_id IN wanted_zone)
      """,
      .industry: "industry.id IN wanted_industry",
      .type: "industry.scheme = :type",
      .source: "source.key = :source",
    ])
}

extension Repository<Industry> {
  /// The industry of that code in a classification.
  ///
  /// - Throws: ``StoreError/notFound(table:key:)``.
  public func industry(scheme: String, code: String) throws -> Stored<Industry> {
    let found = try rows("WHERE scheme = ?1 AND code = ?2", [.text(scheme), .text(code)])
    guard let industry = found.first else {
      throw StoreError.notFound(table: Industry.table, key: "\(scheme) \(code)")
    }
    return industry
  }
}
