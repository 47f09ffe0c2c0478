-- title: Which case illustrates each of the four structure types?
-- title_zh: 四种集群结构类型各以哪个案例为代表？
SELECT
  term.position, term.code AS structure_type,
  coalesce(term.name_en, term.name_en_ref) AS type_name_en_or_ref,
  coalesce(term.name_zh, term.name_zh_ref) AS type_name_zh_or_ref,
  term.aliases AS type_aliases,
  cluster.key AS cluster,
  coalesce(cluster.name_en, cluster.name_en_ref) AS cluster_name_en_or_ref,
  coalesce(cluster.name_zh, cluster.name_zh_ref) AS cluster_name_zh_or_ref,
  zone.key AS zone, source.key AS source
FROM term
JOIN taxonomy ON taxonomy.id = term.taxonomy_id
LEFT JOIN cluster ON cluster.structure_type = term.code
LEFT JOIN zone ON zone.id = cluster.zone_id
LEFT JOIN source ON source.id = cluster.source_id
WHERE taxonomy.key = 'cluster-structure-type'
ORDER BY term.position, cluster.key;
