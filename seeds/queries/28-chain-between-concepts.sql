-- title: By what chain does linear growth harm sustainability?
-- title_zh: 线性增长通过怎样的链条损害可持续性？
-- parameter: from_concept text 'linear-growth' The concept at the start of the chain, by key.
-- parameter: to_concept text 'sustainability' The concept at its end, by key.
-- parameter: max_links integer 4 The greatest number of links.
WITH RECURSIVE chain (concept_id, path, seen, links) AS (
  SELECT id, key, '/' || key || '/', 0 FROM concept WHERE key = :from_concept
  UNION
  SELECT
    object.id, chain.path || ' -' || relation.relation || '-> ' || object.key,
    chain.seen || object.key || '/', chain.links + 1
  FROM chain
  JOIN relation ON relation.subject_id = chain.concept_id
  JOIN concept AS object ON object.id = relation.object_id
  WHERE chain.links < :max_links AND instr(chain.seen, '/' || object.key || '/') = 0
)
SELECT chain.path, chain.links
FROM chain
JOIN concept ON concept.id = chain.concept_id
WHERE concept.key = :to_concept
ORDER BY chain.links, chain.path;
