-- title: On what do two documents agree or disagree?
-- title_zh: 两份文献在哪些问题上一致或矛盾？
-- parameter: relation text null Only this relation, such as agreement, disagreement or tension; null for all.
SELECT
  contradiction.key AS contradiction, contradiction.relation, source_a.key AS source_a,
  source_b.key AS source_b,
  contradiction.subject, contradiction.statement_a, contradiction.statement_b,
  contradiction.assessment, contradiction.quote_a, contradiction.quote_b
FROM contradiction
JOIN source AS source_a ON source_a.id = contradiction.source_a_id
JOIN source AS source_b ON source_b.id = contradiction.source_b_id
WHERE :relation IS NULL OR contradiction.relation = :relation
ORDER BY contradiction.relation, contradiction.key;
