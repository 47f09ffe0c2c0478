-- title: How do measures spread over the three aspects of the environment, by document?
-- title_zh: 各文献的措施在三类政府环境中如何分布？
-- parameter: statement_kind text 'recommended' How the document speaks of the measures.
SELECT source.key AS source, measure.aspect_ref, count(*) AS measures
FROM measure
LEFT JOIN source ON source.id = measure.source_id
WHERE measure.statement_kind = :statement_kind
GROUP BY source.id, measure.aspect_ref
ORDER BY source.key, measure.aspect_ref;
