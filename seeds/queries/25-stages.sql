-- title: What stage is each city or cluster at?
-- title_zh: 各城市、集群处于什么发展阶段？
-- parameter: category text 'stage' The kind of remark: problem, cause, status, stage, advantage, trend or history.
SELECT
  statement.key AS statement, statement.subject_type, statement.subject_key,
  statement.subject_text, statement.observation, statement.wording, source.key AS source
FROM statement
LEFT JOIN source ON source.id = statement.source_id
WHERE statement.category = :category
ORDER BY statement.id;
