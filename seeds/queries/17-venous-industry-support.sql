-- title: What supports venous industry?
-- title_zh: 对静脉产业有哪些扶持措施？
-- parameter: measure text 'm-004-98' The measure that is shown with all its parts, by key.
WITH RECURSIVE branch (id, depth) AS (
  SELECT id, 0 FROM measure WHERE key = :measure
  UNION
  SELECT part.id, branch.depth + 1 FROM branch JOIN measure AS part ON part.part_of_id = branch.id
)
SELECT
  measure.key AS measure,
  coalesce(measure.name_en, measure.name_en_ref) AS measure_name_en_or_ref,
  coalesce(measure.name_zh, measure.name_zh_ref) AS measure_name_zh_or_ref,
  branch.depth, measure.description, measure.instrument_kind, measure.statement_kind,
  source.key AS source
FROM branch
JOIN measure ON measure.id = branch.id
LEFT JOIN source ON source.id = measure.source_id
ORDER BY branch.depth, measure.id;
