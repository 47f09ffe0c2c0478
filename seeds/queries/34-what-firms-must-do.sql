-- title: What must firms themselves do, by theme?
-- title_zh: 企业自身应当做什么（按主题）？
-- parameter: statement_kind text 'recommended' How the document speaks of the measures.
SELECT
  firm_measure.group_text AS theme, count(*) AS measures,
  (SELECT group_concat(name, '; ')
    FROM (SELECT coalesce(part.name_en, part.name_en_ref) AS name FROM firm_measure AS part
      WHERE part.group_text IS firm_measure.group_text AND part.statement_kind = :statement_kind
      ORDER BY part.id)) AS names_en_or_ref,
  (SELECT group_concat(name, '；')
    FROM (SELECT coalesce(part.name_zh, part.name_zh_ref) AS name FROM firm_measure AS part
      WHERE part.group_text IS firm_measure.group_text AND part.statement_kind = :statement_kind
      ORDER BY part.id)) AS names_zh_or_ref,
  (SELECT group_concat(key, ', ')
    FROM (SELECT DISTINCT source.key
      FROM firm_measure AS part JOIN source ON source.id = part.source_id
      WHERE part.group_text IS firm_measure.group_text AND part.statement_kind = :statement_kind
      ORDER BY source.key)) AS sources
FROM firm_measure
WHERE firm_measure.statement_kind = :statement_kind
GROUP BY firm_measure.group_text
ORDER BY firm_measure.group_text;
