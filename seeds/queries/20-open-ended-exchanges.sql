-- title: Which case flows have no stated giver or receiver?
-- title_zh: 哪些案例物流没有说明供方或受方？
-- parameter: statement_kind text 'case' How the document speaks of the flow.
-- parameter: cluster text null Only flows of this cluster, by key; null for all.
SELECT
  flow.key AS flow, cluster.key AS cluster, material.key AS material,
  coalesce(material.name_en, material.name_en_ref) AS material_name_en_or_ref,
  coalesce(material.name_zh, material.name_zh_ref) AS material_name_zh_or_ref,
  flow.material_text, flow.giver_key, flow.giver_text, flow.taker_key, flow.taker_text,
  coalesce(flow.giver_key, flow.giver_text) IS NULL AS no_giver,
  coalesce(flow.taker_key, flow.taker_text) IS NULL AS no_taker,
  source.key AS source
FROM flow
LEFT JOIN cluster ON cluster.id = flow.cluster_id
LEFT JOIN material ON material.id = flow.material_id
LEFT JOIN source ON source.id = flow.source_id
WHERE flow.statement_kind = :statement_kind
  AND (coalesce(flow.giver_key, flow.giver_text) IS NULL
    OR coalesce(flow.taker_key, flow.taker_text) IS NULL)
  AND (:cluster IS NULL OR cluster.key = :cluster)
ORDER BY flow.id;
