public import ClusterModel

/// Reads and writes table `flow`.
public typealias FlowRepository = Repository<Flow>

extension Flow: Keyed {
  /// The table, `flow`.
  public static var table: String { "flow" }
}

extension Listing {
  /// Exchanges: by the zone or industry of giver, taker or cluster, class, year and source.
  static let flow = Listing(
    entity: "flow", plural: "flows",
    columns: [
      "flow.key", "flow.flow_class", "flow.statement_kind",
      "coalesce(flow.giver_key, flow.giver_text) AS giver",
      "coalesce(flow.taker_key, flow.taker_text) AS taker",
      "coalesce(material.key, flow.material_text) AS material", "flow.amount", "flow.unit",
      "flow.period", "flow.year", "source.key AS source",
    ],
    from: """
      flow
      LEFT JOIN material ON material.id = flow.material_id
      LEFT JOIN source ON source.id = flow.source_id
      """,
    conditions: [
      .zone: """
      flow.zone_id IN wanted_zone
      OR flow.cluster_id IN (SELECT cluster_id FROM cluster_zone WHERE zone_id IN wanted_zone)
      OR flow.giver_type = 'firm'
        AND flow.giver_key IN (SELECT key FROM firm WHERE zone_id IN wanted_zone)
      OR flow.taker_type = 'firm'
        AND flow.taker_key IN (SELECT key FROM firm WHERE zone_id IN wanted_zone)
      OR flow.giver_type = 'zone'
        AND flow.giver_key IN (SELECT key FROM zone WHERE id IN wanted_zone)
      OR flow.taker_type = 'zone'
        AND flow.taker_key IN (SELECT key FROM zone WHERE id IN wanted_zone)
      """,
      .industry: """
      flow.giver_type = 'firm'
        AND flow.giver_key IN (SELECT key FROM firm WHERE industry_id IN wanted_industry)
      OR flow.taker_type = 'firm'
        AND flow.taker_key IN (SELECT key FROM firm WHERE industry_id IN wanted_industry)
      OR flow.giver_type = 'industry'
        AND flow.giver_key IN (SELECT key FROM industry WHERE id IN wanted_industry)
      OR flow.taker_type = 'industry'
        AND flow.taker_key IN (SELECT key FROM industry WHERE id IN wanted_industry)
      """,
      .type: "flow.flow_class = :type",
      .year: "flow.year = :year",
      .source: "source.key = :source",
    ])
}
