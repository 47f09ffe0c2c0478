-- title: What are the industries of each area or city?
-- title_zh: 各区域、城市有哪些产业？
-- parameter: zone text null Only zones inside this zone, by key; null for everywhere.
SELECT
  zone.key AS zone,
  coalesce(zone.name_en, zone.name_en_ref) AS zone_name_en_or_ref,
  coalesce(zone.name_zh, zone.name_zh_ref) AS zone_name_zh_or_ref,
  count(DISTINCT zone_industry.industry_id) AS industries,
  (SELECT group_concat(key || ' (' || role || ')', ', ')
    FROM (SELECT industry.key, tie.role
      FROM zone_industry AS tie JOIN industry ON industry.id = tie.industry_id
      WHERE tie.zone_id = zone.id
      ORDER BY tie.id)) AS industry_roles,
  (SELECT group_concat(name, '、')
    FROM (SELECT DISTINCT coalesce(industry.name_zh, industry.name_zh_ref) AS name
      FROM zone_industry AS tie JOIN industry ON industry.id = tie.industry_id
      WHERE tie.zone_id = zone.id
      ORDER BY industry.key)) AS industry_names_zh_or_ref
FROM zone
JOIN zone_industry ON zone_industry.zone_id = zone.id
WHERE (:zone IS NULL OR zone.id IN (
    SELECT zone_within.zone_id FROM zone_within JOIN zone AS area ON area.id = zone_within.area_id
    WHERE area.key = :zone))
GROUP BY zone.id
ORDER BY zone.key;
