-- title: Who gives which material to whom in real cases?
-- title_zh: 实际案例中谁向谁提供什么物料？
-- parameter: statement_kind text 'case' How the document speaks of the flow.
-- parameter: cluster text null Only flows of this cluster, by key; null for all.
-- parameter: material text null Only flows of this material, by key; null for all.
SELECT
  flow.key AS flow, cluster.key AS cluster,
  coalesce(cluster.name_en, cluster.name_en_ref) AS cluster_name_en_or_ref,
  coalesce(cluster.name_zh, cluster.name_zh_ref) AS cluster_name_zh_or_ref,
  material.key AS material,
  coalesce(material.name_en, material.name_en_ref) AS material_name_en_or_ref,
  coalesce(material.name_zh, material.name_zh_ref) AS material_name_zh_or_ref,
  flow.material_text, flow.flow_class, flow.giver_type, flow.giver_key, flow.giver_text,
  flow.taker_type, flow.taker_key, flow.taker_text, flow.via, flow.result, source.key AS source
FROM flow
LEFT JOIN cluster ON cluster.id = flow.cluster_id
LEFT JOIN material ON material.id = flow.material_id
LEFT JOIN source ON source.id = flow.source_id
WHERE flow.statement_kind = :statement_kind
  AND (:cluster IS NULL OR cluster.key = :cluster)
  AND (:material IS NULL OR material.key = :material)
ORDER BY flow.id;
