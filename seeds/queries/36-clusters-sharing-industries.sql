-- title: Which clusters share an ISIC division?
-- title_zh: 哪些集群属于同一ISIC行业？
-- parameter: scheme text 'isic4' The scheme of the codes that the editors assigned: isic4 or gbt4754-2017.
-- parameter: min_clusters integer 2 The least number of clusters.
WITH coded AS (
  -- Clusters stand together where their whole lists of codes agree.
  SELECT
    cluster.id, cluster.key, coalesce(cluster.name_en, cluster.name_en_ref) AS name_en,
    coalesce(cluster.name_zh, cluster.name_zh_ref) AS name_zh,
    (SELECT group_concat(code, ';')
      FROM (SELECT industry.code
        FROM cluster_industry JOIN industry ON industry.id = cluster_industry.industry_id
        WHERE cluster_industry.cluster_id = cluster.id
          AND cluster_industry.basis = 'general knowledge' AND industry.scheme = :scheme
        ORDER BY industry.code)) AS codes
  FROM cluster
)
SELECT
  coded.codes AS codes_ref, count(*) AS clusters,
  (SELECT group_concat(key, ', ')
    FROM (SELECT key FROM coded AS other WHERE other.codes = coded.codes
      ORDER BY other.id)) AS cluster_keys,
  (SELECT group_concat(name_en, '; ')
    FROM (SELECT name_en FROM coded AS other WHERE other.codes = coded.codes
      ORDER BY other.id)) AS cluster_names_en_or_ref,
  (SELECT group_concat(name_zh, '；')
    FROM (SELECT name_zh FROM coded AS other WHERE other.codes = coded.codes
      ORDER BY other.id)) AS cluster_names_zh_or_ref
FROM coded
WHERE coded.codes IS NOT NULL
GROUP BY coded.codes
HAVING count(*) >= :min_clusters
ORDER BY coded.codes;
