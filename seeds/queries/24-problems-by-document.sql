-- title: What problems does each document see in Liaoning?
-- title_zh: 各文献认为辽宁存在哪些问题？
-- parameter: zone text 'liaoning' The zone that the remarks are on, by key.
-- parameter: category text 'problem' The kind of remark: problem, cause, status, stage, advantage, trend or history.
-- parameter: inside integer 0 1 to count remarks on zones inside the zone too, else 0.
WITH remark AS (
  SELECT statement.id, statement.source_id, statement.subject_text, statement.observation
  FROM statement
  WHERE statement.category = :category AND statement.subject_type = 'zone'
    AND (statement.subject_key = :zone
      OR :inside = 1 AND statement.subject_key IN (
        SELECT zone.key FROM zone_within
        JOIN zone AS area ON area.id = zone_within.area_id
        JOIN zone ON zone.id = zone_within.zone_id
        WHERE area.key = :zone))
)
SELECT
  source.key AS source, source.title, count(*) AS remarks,
  (SELECT group_concat(subject_text, '; ')
    FROM (SELECT subject_text FROM remark WHERE remark.source_id = source.id
      ORDER BY id)) AS subjects,
  (SELECT group_concat(observation, '; ')
    FROM (SELECT observation FROM remark WHERE remark.source_id = source.id
      ORDER BY id)) AS observations
FROM remark
JOIN source ON source.id = remark.source_id
GROUP BY source.id
ORDER BY source.key;
