-- title: Which concepts are most linked?
-- title_zh: 哪些概念的关联最多？
-- parameter: top integer 10 How many concepts to list.
WITH linked AS (
  SELECT subject_id AS concept_id FROM relation
  UNION ALL
  SELECT object_id FROM relation
)
SELECT
  concept.key AS concept,
  coalesce(concept.name_en, concept.name_en_ref) AS name_en_or_ref,
  coalesce(concept.name_zh, concept.name_zh_ref) AS name_zh_or_ref,
  count(*) AS relations
FROM linked
JOIN concept ON concept.id = linked.concept_id
GROUP BY concept.id
ORDER BY relations DESC, concept.key
LIMIT :top;
