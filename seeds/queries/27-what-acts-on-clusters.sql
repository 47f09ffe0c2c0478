-- title: What promotes and what hinders clusters?
-- title_zh: 哪些因素促进或阻碍产业集群？
-- parameter: concept text 'industrial-cluster' The concept that is acted upon, by key.
-- parameter: relation text null Only this relation, such as promotes or hinders; null for all.
SELECT
  relation.key AS relation_key, subject.key AS subject,
  coalesce(subject.name_en, subject.name_en_ref) AS subject_name_en_or_ref,
  coalesce(subject.name_zh, subject.name_zh_ref) AS subject_name_zh_or_ref,
  relation.relation, object.key AS object,
  coalesce(object.name_en, object.name_en_ref) AS object_name_en_or_ref,
  coalesce(object.name_zh, object.name_zh_ref) AS object_name_zh_or_ref,
  relation.subject_text, relation.object_text, relation.condition, source.key AS source
FROM relation
JOIN concept AS subject ON subject.id = relation.subject_id
JOIN concept AS object ON object.id = relation.object_id
LEFT JOIN source ON source.id = relation.source_id
WHERE object.key = :concept AND (:relation IS NULL OR relation.relation = :relation)
ORDER BY relation.relation, relation.id;
