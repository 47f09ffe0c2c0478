-- title: Which clusters lack type, stage or size?
-- title_zh: 哪些集群缺少类型、阶段或规模？
-- parameter: record_kind text 'named cluster' Kind of record: named cluster or sector group.
-- parameter: zone text null Only clusters inside this zone, by key; null for everywhere.
SELECT
  cluster.key AS cluster,
  coalesce(cluster.name_en, cluster.name_en_ref) AS name_en_or_ref,
  coalesce(cluster.name_zh, cluster.name_zh_ref) AS name_zh_or_ref,
  cluster.structure_type IS NULL AS no_type, cluster.stage IS NULL AS no_stage,
  cluster.size_band IS NULL AS no_size, source.key AS source
FROM cluster
LEFT JOIN source ON source.id = cluster.source_id
WHERE cluster.record_kind = :record_kind
  AND (cluster.structure_type IS NULL OR cluster.stage IS NULL OR cluster.size_band IS NULL)
  AND (:zone IS NULL OR cluster.zone_id IN (
    SELECT zone_within.zone_id FROM zone_within JOIN zone AS area ON area.id = zone_within.area_id
    WHERE area.key = :zone))
ORDER BY cluster.key;
