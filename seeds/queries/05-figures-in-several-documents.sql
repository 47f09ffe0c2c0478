-- title: Which figure appears in two documents?
-- title_zh: 哪些数字在两份文献中都出现？
-- parameter: class text 'reported' The class of figures: reported, enumerated, classification count, date, bibliographic or slogan.
-- parameter: min_documents integer 2 The least number of documents.
SELECT
  statistic.indicator, statistic.value, statistic.value_max, statistic.unit,
  count(DISTINCT statistic.source_id) AS documents,
  (SELECT group_concat(key, ', ')
    FROM (SELECT DISTINCT source.key
      FROM statistic AS other JOIN source ON source.id = other.source_id
      WHERE other.class = :class AND other.indicator = statistic.indicator
        AND other.value IS statistic.value AND other.value_max IS statistic.value_max
        AND other.unit IS statistic.unit
      ORDER BY source.key)) AS sources
FROM statistic
WHERE statistic.class = :class
GROUP BY statistic.indicator, statistic.value, statistic.value_max, statistic.unit
HAVING count(DISTINCT statistic.source_id) >= :min_documents
ORDER BY statistic.indicator, statistic.value, statistic.value_max, statistic.unit;
