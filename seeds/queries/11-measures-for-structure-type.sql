-- title: What is recommended for a symbiotic cluster?
-- title_zh: 对共生型集群有哪些建议措施？
-- parameter: structure_type text 'symbiotic' The structure type: homogeneous, heterogeneous, symbiotic or chain-led.
-- parameter: statement_kind text 'recommended' How the document speaks of the measure.
SELECT
  measure.key AS measure,
  coalesce(measure.name_en, measure.name_en_ref) AS measure_name_en_or_ref,
  coalesce(measure.name_zh, measure.name_zh_ref) AS measure_name_zh_or_ref,
  measure.description, measure.instrument_kind, larger.key AS part_of, source.key AS source
FROM measure
LEFT JOIN measure AS larger ON larger.id = measure.part_of_id
LEFT JOIN source ON source.id = measure.source_id
WHERE measure.statement_kind = :statement_kind
  AND measure.id IN (
    SELECT measure_id FROM measure_target
    WHERE subject_type = 'cluster_type' AND subject_key = :structure_type)
ORDER BY measure.id;
