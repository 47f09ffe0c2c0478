-- title: Which measures concern counties?
-- title_zh: 哪些措施涉及县域？
-- parameter: actor_level text 'county' The level that acts, such as national, provincial, city, county or cluster.
SELECT
  measure.key AS measure,
  coalesce(measure.name_en, measure.name_en_ref) AS measure_name_en_or_ref,
  coalesce(measure.name_zh, measure.name_zh_ref) AS measure_name_zh_or_ref,
  measure.description, measure.instrument_kind, measure.statement_kind,
  (SELECT group_concat(target, ', ')
    FROM (SELECT coalesce(subject_key, subject_text) AS target FROM measure_target
      WHERE measure_id = measure.id
      ORDER BY id)) AS targets,
  source.key AS source
FROM measure
LEFT JOIN source ON source.id = measure.source_id
WHERE measure.actor_level = :actor_level
ORDER BY measure.id;
