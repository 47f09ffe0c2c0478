-- title: Which cities form each area of Liaoning, and in which role?
-- title_zh: 辽宁各区域由哪些城市组成？各起什么作用？
-- parameter: zone text 'liaoning' The zone whose areas are asked for, by key.
-- parameter: reading text 'stated' How the membership is known: stated, interpreted from garbled word order or general knowledge.
SELECT
  area.key AS area,
  coalesce(area.name_en, area.name_en_ref) AS area_name_en_or_ref,
  coalesce(area.name_zh, area.name_zh_ref) AS area_name_zh_or_ref,
  count(*) AS members,
  (SELECT group_concat(coalesce(name_en, name_en_ref, name_zh) || ' (' || role || ')', ', ')
    FROM (SELECT member.name_en, member.name_en_ref, member.name_zh, tie.role
      FROM zone_member AS tie JOIN zone AS member ON member.id = tie.member_id
      WHERE tie.area_id = area.id AND tie.reading = :reading
      ORDER BY tie.id)) AS member_roles,
  (SELECT group_concat(key, ', ')
    FROM (SELECT member.key FROM zone_member AS tie JOIN zone AS member ON member.id = tie.member_id
      WHERE tie.area_id = area.id AND tie.reading = :reading
      ORDER BY tie.id)) AS member_keys,
  source.key AS source
FROM zone AS area
JOIN zone AS parent ON parent.id = area.parent_id
JOIN zone_member ON zone_member.area_id = area.id
LEFT JOIN source ON source.id = area.source_id
WHERE parent.key = :zone AND zone_member.reading = :reading
GROUP BY area.id
ORDER BY area.key;
