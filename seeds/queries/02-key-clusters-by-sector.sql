-- title: How many key clusters has each sector, and what share is that?
-- title_zh: 各行业有多少重点产业集群？占比多少？
-- parameter: indicator text 'number of key clusters' The indicator whose figures are shared out.
SELECT
  statistic.subject_key AS cluster_set,
  coalesce(cluster_set.name_en, cluster_set.name_en_ref) AS cluster_set_name_en_or_ref,
  cluster_set.name_zh AS cluster_set_name_zh,
  statistic.value AS clusters,
  round(100.0 * statistic.value / sum(statistic.value) OVER (), 1) AS percent,
  source.key AS source
FROM statistic
LEFT JOIN cluster_set
  ON statistic.subject_type = 'cluster_set' AND cluster_set.key = statistic.subject_key
LEFT JOIN source ON source.id = statistic.source_id
WHERE statistic.indicator = :indicator
ORDER BY statistic.value DESC, statistic.key;
