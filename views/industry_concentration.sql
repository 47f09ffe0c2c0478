-- How concentrated the employees of an industry are over zones.
WITH
  total AS (
    SELECT
      cell.*,
      sum(employees) OVER by_industry AS industry_total, sum(employees) OVER by_zone AS zone_total,
      sum(employees) OVER everything AS table_total, sum(unknown) OVER everything AS table_unknown,
      row_number() OVER numbered AS number_in_zone
    FROM cell
    WINDOW
      everything AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level),
      by_zone AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, zone),
      numbered AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, zone
        ORDER BY industry),
      by_industry AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry)
  ),
  part AS (
    SELECT
      total.*,
      1e0 * employees / nullif(industry_total, 0) AS share,
      1e0 * zone_total / nullif(table_total, 0) AS reference,
      sum(CASE WHEN number_in_zone = 1 THEN 1 ELSE 0 END) OVER (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level) AS table_zones
    FROM total
  ),
  ranked AS (
    SELECT
      part.*,
      count(*) OVER by_industry AS n,
      row_number() OVER by_size AS place,
      sum(share) OVER by_quotient AS shares_so_far,
      sum(reference) OVER by_quotient AS references_so_far
    FROM part
    WINDOW
      by_industry AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry),
      by_size AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry
        ORDER BY employees DESC),
      by_quotient AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry
        ORDER BY share / nullif(reference, 0)
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
  ),
  result AS (
    SELECT
      dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, industry,
      count(*) AS zones, CAST(max(table_zones) AS bigint) - count(*) AS absent,
      CAST(sum(unknown) AS bigint) AS unknown,
      CAST(max(table_unknown) AS bigint) AS table_unknown,
      CAST(sum(employees) AS bigint) AS employees,
      sum(share * share) AS hhi,
      sum(CASE WHEN place <= 4 THEN share END) AS concentration_ratio_4,
      sum((n + 1 - 2 * place) * share) / count(*) AS gini,
      (sum(abs(share - reference)) + 1 - sum(reference)) / 2 AS hoover,
      sum(share * references_so_far - reference * shares_so_far) + 1 - sum(reference)
        AS locational_gini
    FROM ranked
    GROUP BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level,
      industry
  )
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, industry,
  zones, absent, unknown,
  CASE WHEN unknown = 0 THEN employees END AS employees,
  CASE WHEN unknown = 0 THEN hhi END AS hhi,
  CASE
    WHEN unknown = 0 AND zones > 1 AND hhi < 1e0 / zones THEN 0 * 1e0
    WHEN unknown = 0 AND zones > 1 THEN (hhi - 1e0 / zones) / (1 - 1e0 / zones)
  END AS hhi_normalized,
  CASE
    WHEN unknown = 0 AND concentration_ratio_4 > 1 THEN 1e0
    WHEN unknown = 0 THEN concentration_ratio_4
  END AS concentration_ratio_4,
  CASE WHEN unknown = 0 AND gini < 0 THEN 0 * 1e0 WHEN unknown = 0 THEN gini END AS gini,
  CASE
    WHEN table_unknown = 0 AND hoover < 0 THEN 0 * 1e0 WHEN table_unknown = 0 THEN hoover
  END AS hoover,
  CASE
    WHEN table_unknown = 0 AND locational_gini < 0 THEN 0 * 1e0
    WHEN table_unknown = 0 AND locational_gini > 1 THEN 1e0
    WHEN table_unknown = 0 THEN locational_gini
  END AS locational_gini
FROM result
