-- Every cell that has persons employed or lacks their number.
WITH
  figure AS (
    SELECT
      'cell_year' AS table_name, dataset_id, year, segment, zone_id, industry_id, employees, firms,
      CASE WHEN employees IS NULL THEN 1 ELSE 0 END AS unknown
    FROM cell_year
    UNION ALL
    SELECT
      'firm_year' AS table_name, dataset_id, year, 'all' AS segment, zone_id, industry_id,
      CASE WHEN count(*) = count(employees) THEN CAST(sum(employees) AS bigint) END AS employees,
      count(*) AS firms, count(*) - count(employees) AS unknown
    FROM firm_year
    WHERE zone_id IS NOT NULL AND industry_id IS NOT NULL
    GROUP BY dataset_id, year, zone_id, industry_id
  ),
  -- The level of a zone is that of its latest code, as far as it has one.
  latest AS (
    SELECT
      zone_id, kind,
      row_number() OVER (PARTITION BY zone_id ORDER BY to_year DESC, from_year DESC) AS place
    FROM zone_code
  ),
  place AS (
    SELECT zone.id, zone."key", coalesce(latest.kind, zone.kind) AS kind
    FROM zone
    LEFT JOIN latest ON latest.zone_id = zone.id AND latest.place = 1
  )
SELECT
  dataset."key" AS dataset, figure.year, figure.segment, figure.table_name,
  place.kind AS zone_kind, industry.scheme AS industry_scheme,
  coalesce(industry.level, concat(char_length(industry.code), ' characters')) AS industry_level,
  place."key" AS zone, industry."key" AS industry, figure.employees, figure.firms, figure.unknown
FROM figure
JOIN dataset ON dataset.id = figure.dataset_id
JOIN place ON place.id = figure.zone_id
JOIN industry ON industry.id = figure.industry_id
