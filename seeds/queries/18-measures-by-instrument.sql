-- title: Which measures call for information systems or databases?
-- title_zh: 哪些措施要求建立信息系统或数据库？
-- parameter: instrument_kind text 'information-system' The kind of instrument, such as planning, subsidy or talent.
SELECT
  measure.key AS measure,
  coalesce(measure.name_en, measure.name_en_ref) AS measure_name_en_or_ref,
  coalesce(measure.name_zh, measure.name_zh_ref) AS measure_name_zh_or_ref,
  measure.description, measure.statement_kind, source.key AS source
FROM measure
LEFT JOIN source ON source.id = measure.source_id
WHERE measure.instrument_kind = :instrument_kind
ORDER BY measure.id;
