-- What became of the employees of a zone from one year that is there to the next.
WITH
  total AS (
    SELECT
      dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, year,
      count(*) AS industries,
      CASE WHEN sum(unknown) = 0 THEN CAST(sum(employees) AS bigint) END AS employees,
      CAST(sum(unknown) AS bigint) AS unknown
    FROM cell
    GROUP BY dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, year
  ),
  step AS (
    SELECT
      total.*,
      lag(year) OVER by_year AS from_year, lag(industries) OVER by_year AS from_industries,
      lag(employees) OVER by_year AS from_employees, lag(unknown) OVER by_year AS from_unknown
    FROM total
    WINDOW
      by_year AS (
        PARTITION BY dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone
        ORDER BY year)
  )
SELECT
  dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, from_year,
  year AS to_year, from_industries, industries AS to_industries, from_unknown + unknown AS unknown,
  from_employees, employees AS to_employees, employees - from_employees AS growth,
  1e0 * employees / nullif(from_employees, 0) - 1 AS growth_rate,
  power(1e0 * employees / nullif(from_employees, 0), 1e0 / (year - from_year)) - 1
    AS compound_growth
FROM step
WHERE from_year IS NOT NULL
