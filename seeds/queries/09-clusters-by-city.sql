-- title: How many clusters has each city?
-- title_zh: 各城市有多少产业集群？
-- parameter: zone text 'liaoning' The zone whose cities are asked for, by key.
SELECT
  statistic.subject_text AS place, statistic.value AS clusters, statistic.value_max AS clusters_max,
  zone.key AS zone, cluster_set.key AS cluster_set, statistic.wording, source.key AS source
FROM statistic
JOIN cluster_set
  ON statistic.subject_type = 'cluster_set' AND cluster_set.key = statistic.subject_key
JOIN zone ON zone.id = cluster_set.zone_id
LEFT JOIN source ON source.id = statistic.source_id
WHERE statistic.indicator LIKE 'number of clusters%'
  AND (zone.kind = 'city' OR statistic.indicator = 'number of clusters per city')
  AND zone.id IN (
    SELECT zone_within.zone_id FROM zone_within JOIN zone AS area ON area.id = zone_within.area_id
    WHERE area.key = :zone)
ORDER BY statistic.value DESC, statistic.key;
