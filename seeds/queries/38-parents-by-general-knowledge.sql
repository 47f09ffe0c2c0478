-- title: For which places is the parent only general knowledge?
-- title_zh: 哪些地方的上级区域仅为常识性补充？
SELECT
  zone.key AS zone,
  coalesce(zone.name_en, zone.name_en_ref) AS name_en_or_ref,
  coalesce(zone.name_zh, zone.name_zh_ref) AS name_zh_or_ref,
  parent.key AS parent_ref,
  coalesce(parent.name_en, parent.name_en_ref) AS parent_name_en_or_ref,
  coalesce(parent.name_zh, parent.name_zh_ref) AS parent_name_zh_or_ref,
  source.key AS source
FROM zone
JOIN zone AS parent ON parent.id = zone.parent_ref_id
JOIN source ON source.id = zone.source_id
WHERE zone.parent_id IS NULL AND source.file IS NOT NULL
ORDER BY zone.key;
