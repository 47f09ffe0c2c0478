-- title: How many rows rest on each document?
-- title_zh: 每份文献支撑多少条记录？
WITH resting AS (
  SELECT source_id, 'measure' AS kind FROM measure
  UNION ALL SELECT source_id, 'statistic' FROM statistic
  UNION ALL SELECT source_id, 'relation' FROM relation
  UNION ALL SELECT source_id, 'statement' FROM statement
  UNION ALL SELECT source_id, 'term' FROM term
  UNION ALL SELECT source_id, 'flow' FROM flow
)
SELECT
  source.key AS source, source.title, count(*) AS "rows",
  count(*) FILTER (WHERE resting.kind = 'measure') AS measures,
  count(*) FILTER (WHERE resting.kind = 'statistic') AS statistics,
  count(*) FILTER (WHERE resting.kind = 'relation') AS relations,
  count(*) FILTER (WHERE resting.kind = 'statement') AS statements,
  count(*) FILTER (WHERE resting.kind = 'term') AS terms,
  count(*) FILTER (WHERE resting.kind = 'flow') AS flows
FROM resting
JOIN source ON source.id = resting.source_id
WHERE source.file IS NOT NULL
GROUP BY source.id
ORDER BY source.key;
