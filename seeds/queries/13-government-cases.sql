-- title: What did governments actually do?
-- title_zh: 政府实际采取了哪些措施？
-- parameter: statement_kind text 'case' How the document speaks of the measure.
SELECT
  measure.key AS measure,
  coalesce(measure.name_en, measure.name_en_ref) AS measure_name_en_or_ref,
  coalesce(measure.name_zh, measure.name_zh_ref) AS measure_name_zh_or_ref,
  measure.description, measure.actor_text, measure.actor_level,
  (SELECT group_concat(target, ', ')
    FROM (SELECT coalesce(subject_key, subject_text) AS target FROM measure_target
      WHERE measure_id = measure.id
      ORDER BY id)) AS targets,
  source.key AS source
FROM measure
LEFT JOIN source ON source.id = measure.source_id
WHERE measure.statement_kind = :statement_kind
ORDER BY measure.id;
