-- title: Which instrument kinds are recommended for at least three types?
-- title_zh: 哪些政策工具被建议用于至少三种集群类型？
-- parameter: min_types integer 3 The least number of structure types.
-- parameter: statement_kind text 'recommended' How the document speaks of the measure.
SELECT
  measure.instrument_kind, count(DISTINCT measure_target.subject_key) AS types,
  (SELECT group_concat(subject_key, ', ')
    FROM (SELECT DISTINCT target.subject_key
      FROM measure_target AS target JOIN measure AS other ON other.id = target.measure_id
      WHERE target.subject_type = 'cluster_type'
        AND other.instrument_kind = measure.instrument_kind
        AND other.statement_kind = :statement_kind
      ORDER BY target.subject_key)) AS structure_types,
  count(DISTINCT measure.id) AS measures
FROM measure
JOIN measure_target ON measure_target.measure_id = measure.id
WHERE measure_target.subject_type = 'cluster_type' AND measure.statement_kind = :statement_kind
GROUP BY measure.instrument_kind
HAVING count(DISTINCT measure_target.subject_key) >= :min_types
ORDER BY types DESC, measure.instrument_kind;
