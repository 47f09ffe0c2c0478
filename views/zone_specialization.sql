-- How specialised the employees of a zone are over industries.
WITH
  total AS (
    SELECT
      cell.*,
      sum(employees) OVER by_zone AS zone_total, sum(employees) OVER by_industry AS industry_total,
      sum(employees) OVER everything AS table_total, sum(unknown) OVER everything AS table_unknown,
      row_number() OVER numbered AS number_in_industry
    FROM cell
    WINDOW
      everything AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level),
      by_zone AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, zone),
      by_industry AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry),
      numbered AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry
        ORDER BY zone)
  ),
  part AS (
    SELECT
      total.*,
      1e0 * employees / nullif(zone_total, 0) AS share,
      1e0 * industry_total / nullif(table_total, 0) AS reference,
      sum(CASE WHEN number_in_industry = 1 THEN 1 ELSE 0 END) OVER (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level) AS table_industries
    FROM total
  ),
  result AS (
    SELECT
      dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone,
      count(*) AS industries, CAST(max(table_industries) AS bigint) - count(*) AS absent,
      CAST(sum(unknown) AS bigint) AS unknown,
      CAST(max(table_unknown) AS bigint) AS table_unknown,
      CAST(sum(employees) AS bigint) AS employees,
      sum(share * share) AS hhi,
      sum(CASE WHEN share > 0 THEN -share * ln(share) / ln(2 * 1e0) WHEN share = 0 THEN 0 END)
        AS entropy,
      sum(abs(share - reference)) + 1 - sum(reference) AS krugman,
      1 / nullif(sum(share * share / nullif(reference, 0)), 0) AS hachman
    FROM part
    GROUP BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone
  )
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone,
  industries, absent, unknown,
  CASE WHEN unknown = 0 THEN employees END AS employees,
  CASE WHEN unknown = 0 THEN hhi END AS hhi,
  CASE WHEN unknown = 0 AND entropy < 0 THEN 0 * 1e0 WHEN unknown = 0 THEN entropy END
    AS entropy_bits,
  CASE
    WHEN table_unknown = 0 AND krugman < 0 THEN 0 * 1e0
    WHEN table_unknown = 0 AND krugman > 2 THEN 2 * 1e0
    WHEN table_unknown = 0 THEN krugman
  END AS krugman,
  CASE
    WHEN table_unknown = 0 AND hachman > 1 THEN 1e0 WHEN table_unknown = 0 THEN hachman
  END AS hachman
FROM result
