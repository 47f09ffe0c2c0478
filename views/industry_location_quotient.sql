-- Location quotient of employees, (x_ri / x_r) / (x_i / x).
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone, industry,
  firms, employees, CAST(sum(unknown) OVER everything AS bigint) AS unknown,
  CASE WHEN sum(unknown) OVER everything = 0 THEN
    (1e0 * employees / nullif(sum(employees) OVER by_zone, 0))
      / nullif(1e0 * nullif(sum(employees) OVER by_industry, 0) / nullif(sum(employees) OVER everything, 0), 0)
  END AS quotient
FROM cell
WINDOW
  everything AS (
    PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level),
  by_zone AS (
    PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level,
      zone),
  by_industry AS (
    PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level,
      industry)
