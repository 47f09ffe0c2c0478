-- title: Which places do several documents mention?
-- title_zh: 哪些地方被多份文献提及？
-- parameter: min_documents integer 2 The least number of documents.
SELECT
  zone.key AS zone,
  coalesce(zone.name_en, zone.name_en_ref) AS name_en_or_ref,
  coalesce(zone.name_zh, zone.name_zh_ref) AS name_zh_or_ref,
  count(DISTINCT mention.source_id) AS documents,
  (SELECT group_concat(key, ', ')
    FROM (SELECT DISTINCT source.key FROM mention AS other
      JOIN source ON source.id = other.source_id
      WHERE other.entity_type = 'zone' AND other.entity_key = zone.key
      ORDER BY source.key)) AS sources
FROM mention
JOIN zone ON mention.entity_type = 'zone' AND zone.key = mention.entity_key
GROUP BY zone.id
HAVING count(DISTINCT mention.source_id) >= :min_documents
ORDER BY documents DESC, zone.key;
