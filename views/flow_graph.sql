-- Exchanges as the edges of a graph, from giver to taker.
SELECT
  flow."key" AS flow, coalesce(flow.giver_key, flow.giver_text) AS giver,
  coalesce(flow.taker_key, flow.taker_text) AS taker,
  coalesce(material."key", flow.material_text) AS material, flow.flow_class,
  flow.amount, flow.unit, flow.period, flow.year, flow.statement_kind, cluster."key" AS cluster
FROM flow
LEFT JOIN material ON material.id = flow.material_id
LEFT JOIN cluster ON cluster.id = flow.cluster_id
