-- title: Which clusters exceed 10 billion RMB, and where are they?
-- title_zh: 哪些集群规模超过100亿元？位于何处？
-- parameter: size_band text 'over-10bn-rmb' The size band: under-1bn-rmb, 1-10bn-rmb or over-10bn-rmb.
-- parameter: zone text null Only clusters inside this zone, by key; null for everywhere.
SELECT
  cluster.key AS cluster,
  coalesce(cluster.name_en, cluster.name_en_ref) AS cluster_name_en_or_ref,
  coalesce(cluster.name_zh, cluster.name_zh_ref) AS cluster_name_zh_or_ref,
  cluster.size_text,
  zone.key AS zone,
  coalesce(zone.name_en, zone.name_en_ref) AS zone_name_en_or_ref,
  coalesce(zone.name_zh, zone.name_zh_ref) AS zone_name_zh_or_ref,
  cluster.zone_text, source.key AS source
FROM cluster
LEFT JOIN zone ON zone.id = cluster.zone_id
LEFT JOIN source ON source.id = cluster.source_id
WHERE cluster.size_band = :size_band
  AND (:zone IS NULL OR cluster.zone_id IN (
    SELECT zone_within.zone_id FROM zone_within JOIN zone AS area ON area.id = zone_within.area_id
    WHERE area.key = :zone))
ORDER BY cluster.key;
