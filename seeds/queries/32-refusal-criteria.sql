-- title: By which criteria is an investor refused?
-- title_zh: 按哪些标准拒绝投资者？
-- parameter: taxonomy text 'refusal-criterion' The taxonomy whose terms are listed, by key.
SELECT
  term.position, term.code AS term,
  coalesce(term.name_en, term.name_en_ref) AS name_en_or_ref,
  coalesce(term.name_zh, term.name_zh_ref) AS name_zh_or_ref,
  term.aliases, term.definition, source.key AS source
FROM term
JOIN taxonomy ON taxonomy.id = term.taxonomy_id
LEFT JOIN source ON source.id = term.source_id
WHERE taxonomy.key = :taxonomy
ORDER BY term.position, term.code;
