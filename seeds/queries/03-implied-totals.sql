-- title: Which total does each count-and-share pair imply?
-- title_zh: 每组“数量与占比”推算出的总数是多少？
-- parameter: unit text 'clusters' The unit of the counts.
SELECT
  source.key AS source, counted.subject_key AS cluster_set, counted.value AS count,
  share.value AS percent, round(counted.value / (share.value / 100.0), 1) AS implied_total,
  counted.wording AS count_wording, share.wording AS share_wording
FROM statistic AS counted
JOIN statistic AS share
  ON share.subject_type = counted.subject_type AND share.subject_key = counted.subject_key
  AND share.source_id = counted.source_id
JOIN source ON source.id = counted.source_id
WHERE counted.unit = :unit AND counted.comparator = '='
  AND share.unit = 'percent' AND share.indicator LIKE 'share of%' || :unit
ORDER BY source.key, counted.key, share.key;
