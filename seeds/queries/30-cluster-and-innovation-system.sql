-- title: How do cluster and innovation system act on each other?
-- title_zh: 产业集群与区域创新系统如何相互作用？
-- parameter: one_concept text 'industrial-cluster' One concept, by key.
-- parameter: other_concept text 'regional-innovation-system' The other concept, by key.
SELECT
  relation.key AS relation_key, subject.key AS subject,
  coalesce(subject.name_en, subject.name_en_ref) AS subject_name_en_or_ref,
  coalesce(subject.name_zh, subject.name_zh_ref) AS subject_name_zh_or_ref,
  relation.relation, object.key AS object,
  coalesce(object.name_en, object.name_en_ref) AS object_name_en_or_ref,
  coalesce(object.name_zh, object.name_zh_ref) AS object_name_zh_or_ref,
  relation.subject_text, relation.object_text, relation.condition,
  source.key AS source, relation.locator
FROM relation
JOIN concept AS subject ON subject.id = relation.subject_id
JOIN concept AS object ON object.id = relation.object_id
LEFT JOIN source ON source.id = relation.source_id
WHERE (subject.key = :one_concept AND object.key = :other_concept)
  OR (subject.key = :other_concept AND object.key = :one_concept)
ORDER BY relation.id;
