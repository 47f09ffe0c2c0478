-- The common indices for any SQLite client, computed from cells: a zone and an industry in a year.
--
-- Cells stand in one table, and are compared and added up, where dataset, year, segment, table_name
-- (cell_year as published, or firm_year added up), zone_kind, industry_scheme and industry_level are
-- the same: so nothing is counted twice.
--
-- A figure in which a suppressed or missing value takes part is NULL, and so is one that is
-- undefined; column `unknown` counts such values. A cell that is absent adds nothing to a sum and is
-- no unit of n; column `absent` counts such cells. A cell of 0 is a unit of n.
--
-- zone_specialization and zone_growth use log2 and power, which SQLite has from 3.35 on where it is
-- built with its mathematical functions.

DROP VIEW location_quotient;

-- Every cell that has persons employed or lacks their number. `firms` of cell_year is as published;
-- firms without a zone or an industry are in no cell. `unknown` is how many values of employees are
-- suppressed or missing: 0 or 1 of cell_year, a number of firms of firm_year.
CREATE VIEW cell AS
WITH
  figure AS (
    SELECT
      'cell_year' AS table_name, dataset_id, year, segment, zone_id, industry_id, employees, firms,
      employees IS NULL AS unknown
    FROM cell_year
    UNION ALL
    SELECT
      'firm_year', dataset_id, year, 'all', zone_id, industry_id,
      CASE WHEN count(*) = count(employees) THEN sum(employees) END, count(*),
      count(*) - count(employees)
    FROM firm_year
    WHERE zone_id IS NOT NULL AND industry_id IS NOT NULL
    GROUP BY dataset_id, year, zone_id, industry_id
  ),
  -- The level of a zone is that of its latest code, as far as it has one.
  place AS (
    SELECT
      id, key,
      coalesce(
        (SELECT zone_code.kind FROM zone_code WHERE zone_code.zone_id = zone.id
          ORDER BY to_year DESC, from_year DESC LIMIT 1), kind) AS kind
    FROM zone
  )
SELECT
  dataset.key AS dataset, figure.year, figure.segment, figure.table_name,
  place.kind AS zone_kind, industry.scheme AS industry_scheme,
  coalesce(industry.level, length(industry.code) || ' characters') AS industry_level,
  place.key AS zone, industry.key AS industry, figure.employees, figure.firms, figure.unknown
FROM figure
JOIN dataset ON dataset.id = figure.dataset_id
JOIN place ON place.id = figure.zone_id
JOIN industry ON industry.id = figure.industry_id;

-- Location quotient of employees, (x_ri / x_r) / (x_i / x): P. Sargant Florence, "Report on the
-- Location of Industry", 1939. The base is the whole table; `unknown` counts in it.
CREATE VIEW industry_location_quotient AS
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone, industry,
  firms, employees, sum(unknown) OVER everything AS unknown,
  CASE WHEN sum(unknown) OVER everything = 0 THEN
    (1.0 * employees / nullif(sum(employees) OVER by_zone, 0))
      / (1.0 * nullif(sum(employees) OVER by_industry, 0) / sum(employees) OVER everything)
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
      industry);

-- How concentrated the employees of an industry are over zones. Over the zones it has a cell in:
-- hhi (Herfindahl-Hirschman, the sum of squared shares), hhi_normalized ((H - 1/n) / (1 - 1/n)),
-- concentration_ratio_4 (the share of the four largest), gini. Against all industries of the table:
-- hoover (half the sum of |share - reference|) and locational_gini (twice the area between the
-- Lorenz curve and the diagonal); where the industry is absent its share is none. `unknown` counts
-- the industry's cells; the last two are also NULL where another industry has unknown ones.
CREATE VIEW industry_concentration AS
WITH
  total AS (
    SELECT
      *,
      sum(employees) OVER by_industry AS industry_total, sum(employees) OVER by_zone AS zone_total,
      sum(employees) OVER everything AS table_total, sum(unknown) OVER everything AS table_unknown,
      row_number() OVER by_zone = 1 AS is_new_zone
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
          industry_level, industry)
  ),
  share AS (
    SELECT
      *,
      1.0 * employees / nullif(industry_total, 0) AS share,
      1.0 * zone_total / nullif(table_total, 0) AS reference,
      sum(is_new_zone) OVER (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level) AS table_zones
    FROM total
  ),
  ranked AS (
    SELECT
      *,
      count(*) OVER by_industry AS n,
      row_number() OVER (by_industry ORDER BY employees DESC) AS place,
      sum(share) OVER by_quotient AS shares_so_far,
      sum(reference) OVER by_quotient AS references_so_far
    FROM share
    WINDOW
      by_industry AS (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level, industry),
      by_quotient AS (
        by_industry ORDER BY share / nullif(reference, 0) ROWS UNBOUNDED PRECEDING)
  ),
  result AS (
    SELECT
      dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, industry,
      count(*) AS zones, max(table_zones) - count(*) AS absent, sum(unknown) AS unknown,
      max(table_unknown) AS table_unknown, sum(employees) AS employees,
      sum(share * share) AS hhi,
      sum(share) FILTER (WHERE place <= 4) AS concentration_ratio_4,
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
  CASE WHEN unknown = 0 AND zones > 1 THEN max(0.0, (hhi - 1.0 / zones) / (1 - 1.0 / zones)) END
    AS hhi_normalized,
  CASE WHEN unknown = 0 THEN min(1.0, concentration_ratio_4) END AS concentration_ratio_4,
  CASE WHEN unknown = 0 THEN max(0.0, gini) END AS gini,
  CASE WHEN table_unknown = 0 THEN max(0.0, hoover) END AS hoover,
  CASE WHEN table_unknown = 0 THEN min(1.0, max(0.0, locational_gini)) END AS locational_gini
FROM result;

-- How specialised the employees of a zone are over industries. Over the industries it has a cell of:
-- hhi, and entropy in bits. Against all zones of the table: krugman (the sum of |share - reference|,
-- the zone itself in the reference; where an industry is absent its share is none) and hachman
-- (1 / sum of share^2 / reference). `unknown` counts the zone's cells; the last two are also NULL
-- where another zone has unknown ones.
CREATE VIEW zone_specialization AS
WITH
  total AS (
    SELECT
      *,
      sum(employees) OVER by_zone AS zone_total, sum(employees) OVER by_industry AS industry_total,
      sum(employees) OVER everything AS table_total, sum(unknown) OVER everything AS table_unknown,
      row_number() OVER by_industry = 1 AS is_new_industry
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
          industry_level, industry)
  ),
  share AS (
    SELECT
      *,
      1.0 * employees / nullif(zone_total, 0) AS share,
      1.0 * industry_total / nullif(table_total, 0) AS reference,
      sum(is_new_industry) OVER (
        PARTITION BY dataset, year, segment, table_name, zone_kind, industry_scheme,
          industry_level) AS table_industries
    FROM total
  ),
  result AS (
    SELECT
      dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone,
      count(*) AS industries, max(table_industries) - count(*) AS absent, sum(unknown) AS unknown,
      max(table_unknown) AS table_unknown, sum(employees) AS employees,
      sum(share * share) AS hhi,
      sum(CASE WHEN share > 0 THEN -share * log2(share) WHEN share = 0 THEN 0.0 END) AS entropy,
      sum(abs(share - reference)) + 1 - sum(reference) AS krugman,
      1 / sum(share * share / nullif(reference, 0)) AS hachman
    FROM share
    GROUP BY dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone
  )
SELECT
  dataset, year, segment, table_name, zone_kind, industry_scheme, industry_level, zone,
  industries, absent, unknown,
  CASE WHEN unknown = 0 THEN employees END AS employees,
  CASE WHEN unknown = 0 THEN hhi END AS hhi,
  CASE WHEN unknown = 0 THEN max(0.0, entropy) END AS entropy_bits,
  CASE WHEN table_unknown = 0 THEN min(2.0, max(0.0, krugman)) END AS krugman,
  CASE WHEN table_unknown = 0 THEN min(1.0, hachman) END AS hachman
FROM result;

-- What became of the employees of a zone, over the industries it has a cell of, from one year that
-- is there to the next: growth in persons, growth_rate v2 / v1 - 1, compound_growth
-- (v2 / v1)^(1/years) - 1. The rates are undefined where the earlier value is 0.
CREATE VIEW zone_growth AS
WITH
  total AS (
    SELECT
      dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, year,
      count(*) AS industries, CASE WHEN sum(unknown) = 0 THEN sum(employees) END AS employees,
      sum(unknown) AS unknown
    FROM cell
    GROUP BY dataset, segment, table_name, zone_kind, industry_scheme, industry_level, zone, year
  ),
  step AS (
    SELECT
      *,
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
  1.0 * employees / nullif(from_employees, 0) - 1 AS growth_rate,
  power(1.0 * employees / nullif(from_employees, 0), 1.0 / (year - from_year)) - 1
    AS compound_growth
FROM step
WHERE from_year IS NOT NULL;
