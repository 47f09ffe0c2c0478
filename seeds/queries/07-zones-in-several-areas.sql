-- title: Which city is in more than one area?
-- title_zh: 哪个城市同属多个区域？
-- parameter: zone text 'liaoning' The zone whose areas are asked for, by key.
-- parameter: reading text 'stated' How the membership is known: stated, interpreted from garbled word order or general knowledge.
-- parameter: min_areas integer 2 The least number of areas.
SELECT
  member.key AS zone,
  coalesce(member.name_en, member.name_en_ref) AS zone_name_en_or_ref,
  coalesce(member.name_zh, member.name_zh_ref) AS zone_name_zh_or_ref,
  count(*) AS areas,
  (SELECT group_concat(key, ', ')
    FROM (SELECT area.key FROM zone_member AS tie JOIN zone AS area ON area.id = tie.area_id
      JOIN zone AS parent ON parent.id = area.parent_id
      WHERE tie.member_id = member.id AND tie.reading = :reading AND parent.key = :zone
      ORDER BY area.key)) AS area_keys
FROM zone AS member
JOIN zone_member ON zone_member.member_id = member.id
JOIN zone AS area ON area.id = zone_member.area_id
JOIN zone AS parent ON parent.id = area.parent_id
WHERE zone_member.reading = :reading AND parent.key = :zone
GROUP BY member.id
HAVING count(*) >= :min_areas
ORDER BY areas DESC, member.key;
