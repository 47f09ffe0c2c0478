-- title: Who belongs to a regional innovation system?
-- title_zh: 区域创新系统由哪些主体构成？
-- parameter: taxonomy text 'ris-actor' The taxonomy whose terms are listed, by key.
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
