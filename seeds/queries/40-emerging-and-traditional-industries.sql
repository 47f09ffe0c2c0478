-- title: Which industries are called emerging, which traditional?
-- title_zh: 哪些产业被称为新兴产业，哪些被称为传统产业？
-- parameter: one_class text 'emerging' One word looked for in the class.
-- parameter: other_class text 'traditional' The other word looked for.
SELECT
  industry.doc_class, count(*) AS industries,
  (SELECT group_concat(name, ', ')
    FROM (SELECT coalesce(other.name_en, other.name_en_ref) AS name FROM industry AS other
      WHERE other.doc_class = industry.doc_class
      ORDER BY other.id)) AS names_en_or_ref,
  (SELECT group_concat(name, '、')
    FROM (SELECT coalesce(other.name_zh, other.name_zh_ref) AS name FROM industry AS other
      WHERE other.doc_class = industry.doc_class
      ORDER BY other.id)) AS names_zh_or_ref,
  (SELECT group_concat(key, ', ')
    FROM (SELECT DISTINCT source.key
      FROM industry AS other JOIN source ON source.id = other.source_id
      WHERE other.doc_class = industry.doc_class
      ORDER BY source.key)) AS sources
FROM industry
WHERE instr(industry.doc_class, :one_class) > 0 OR instr(industry.doc_class, :other_class) > 0
GROUP BY industry.doc_class
ORDER BY industry.doc_class;
