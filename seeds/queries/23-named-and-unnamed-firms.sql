-- title: Which firms are named, and which are only described?
-- title_zh: 哪些企业有名称，哪些只是描述？
-- parameter: record_kind text null Only named firm or unnamed firms; null for both.
-- parameter: zone text null Only firms inside this zone, by key; null for everywhere.
SELECT
  firm.record_kind, firm.key AS firm,
  coalesce(firm.name_en, firm.name_en_ref) AS firm_name_en_or_ref,
  coalesce(firm.name_zh, firm.name_zh_ref) AS firm_name_zh_or_ref,
  firm.role,
  (SELECT group_concat(key, ', ')
    FROM (SELECT cluster.key FROM cluster_firm JOIN cluster ON cluster.id = cluster_firm.cluster_id
      WHERE cluster_firm.firm_id = firm.id
      ORDER BY cluster.key)) AS clusters,
  zone.key AS zone, industry.key AS industry, source.key AS source
FROM firm
LEFT JOIN zone ON zone.id = firm.zone_id
LEFT JOIN industry ON industry.id = firm.industry_id
LEFT JOIN source ON source.id = firm.source_id
WHERE firm.record_kind IN ('named firm', 'unnamed firms')
  AND (:record_kind IS NULL OR firm.record_kind = :record_kind)
  AND (:zone IS NULL OR firm.zone_id IN (
    SELECT zone_within.zone_id FROM zone_within JOIN zone AS area ON area.id = zone_within.area_id
    WHERE area.key = :zone))
ORDER BY firm.record_kind, firm.key;
