-- title: Which measures are parts of a larger one?
-- title_zh: 哪些措施从属于更大的措施？
-- parameter: min_parts integer 1 The least number of parts.
SELECT
  measure.key AS measure,
  coalesce(measure.name_en, measure.name_en_ref) AS measure_name_en_or_ref,
  coalesce(measure.name_zh, measure.name_zh_ref) AS measure_name_zh_or_ref,
  count(*) AS parts,
  (SELECT group_concat(key, ', ')
    FROM (SELECT key FROM measure AS part WHERE part.part_of_id = measure.id
      ORDER BY part.id)) AS part_keys,
  source.key AS source
FROM measure
JOIN measure AS part ON part.part_of_id = measure.id
LEFT JOIN source ON source.id = measure.source_id
GROUP BY measure.id
HAVING count(*) >= :min_parts
ORDER BY parts DESC, measure.id;
