-- title: Which reported numbers carry no date?
-- title_zh: 哪些报道的数字没有日期？
-- parameter: class text 'reported' The class of figures: reported, enumerated, classification count, date, bibliographic or slogan.
SELECT
  statistic.key AS statistic, statistic.subject_type, statistic.subject_key, statistic.indicator,
  statistic.comparator, statistic.value, statistic.value_max, statistic.unit, statistic.value_text,
  statistic.wording, source.key AS source
FROM statistic
LEFT JOIN source ON source.id = statistic.source_id
WHERE statistic.class = :class AND statistic.time_text IS NULL AND statistic.as_of_year IS NULL
ORDER BY statistic.id;
