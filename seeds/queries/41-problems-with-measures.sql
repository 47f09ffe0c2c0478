-- title: Which cluster problem has a measure in the same document?
-- title_zh: 哪些集群问题在同一文献中有对应措施？
-- parameter: subject_type text 'cluster' What the problems are of: zone, cluster, cluster_set, concept, firm, institution or industry.
-- parameter: statement_kind text 'recommended' How the document speaks of the measures.
SELECT
  statement.key AS statement, statement.subject_key, statement.observation, statement.wording,
  (SELECT count(DISTINCT measure.id)
    FROM measure JOIN measure_target ON measure_target.measure_id = measure.id
    WHERE measure.source_id = statement.source_id
      AND measure_target.subject_type = statement.subject_type
      AND measure_target.subject_key = statement.subject_key
      AND measure.statement_kind = :statement_kind) AS measures,
  source.key AS source
FROM statement
LEFT JOIN source ON source.id = statement.source_id
WHERE statement.category = 'problem' AND statement.subject_type = :subject_type
ORDER BY statement.id;
