-- title: By which dimensions is industrial ecology analysed?
-- title_zh: 从哪些维度分析产业生态？
-- parameter: taxonomy text 'analysis-dimension' The taxonomy whose terms are listed, by key.
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
