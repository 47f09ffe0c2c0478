-- The key of the figures of firms by year becomes an index of its own, so that a large import can
-- build it in one pass at its end. The views that read the table are made again as they were.

DROP VIEW cluster_size;
DROP VIEW location_quotient;

CREATE TABLE firm_year_kept (
  id INTEGER PRIMARY KEY,
  dataset_id INTEGER NOT NULL REFERENCES dataset (id),
  firm_id INTEGER NOT NULL REFERENCES firm (id),
  year INTEGER NOT NULL CHECK (year BETWEEN 1000 AND 2999),
  zone_id INTEGER REFERENCES zone (id),
  industry_id INTEGER REFERENCES industry (id),
  employees INTEGER CHECK (employees >= 0),
  output REAL CHECK (output >= 0),
  revenue REAL,
  value_added REAL,
  assets REAL,
  profit REAL,
  tax REAL,
  exports REAL CHECK (exports >= 0),
  wages REAL CHECK (wages >= 0),
  rd_expense REAL CHECK (rd_expense >= 0),
  patents INTEGER CHECK (patents >= 0),
  energy REAL CHECK (energy >= 0),
  water REAL CHECK (water >= 0),
  waste_water REAL CHECK (waste_water >= 0),
  solid_waste REAL CHECK (solid_waste >= 0),
  flags TEXT CHECK (flags IS NULL OR json_valid(flags))
) STRICT;

INSERT INTO firm_year_kept SELECT * FROM firm_year;
DROP TABLE firm_year;
ALTER TABLE firm_year_kept RENAME TO firm_year;
CREATE UNIQUE INDEX firm_year_firm ON firm_year (firm_id, year, dataset_id);
CREATE INDEX firm_year_dataset ON firm_year (dataset_id, year);
CREATE INDEX firm_year_zone ON firm_year (zone_id);
CREATE INDEX firm_year_industry ON firm_year (industry_id);

-- What the firms of a cluster add up to in a year; a sum is NULL where no firm reports the figure.
CREATE VIEW cluster_size AS
SELECT
  cluster.key AS cluster, dataset.key AS dataset, firm_year.year,
  count(*) AS firms, sum(firm_year.employees) AS employees, sum(firm_year.output) AS output,
  sum(firm_year.revenue) AS revenue, dataset.currency
FROM cluster
JOIN cluster_firm ON cluster_firm.cluster_id = cluster.id
JOIN firm_year ON firm_year.firm_id = cluster_firm.firm_id
JOIN dataset ON dataset.id = firm_year.dataset_id
GROUP BY cluster.id, dataset.id, firm_year.year;

-- (regional / regionTotal) / (overall / grandTotal) of employees, over the firms of a dataset and
-- year at the zone and industry each firm is recorded with. Firms that lack one of the three are
-- left out of all four sums.
CREATE VIEW location_quotient AS
WITH cell AS (
  SELECT dataset_id, year, zone_id, industry_id, sum(employees) AS employees, count(*) AS firms
  FROM firm_year
  WHERE employees IS NOT NULL AND zone_id IS NOT NULL AND industry_id IS NOT NULL
  GROUP BY dataset_id, year, zone_id, industry_id
)
SELECT
  dataset.key AS dataset, cell.year, zone.key AS zone, industry.key AS industry,
  cell.firms, cell.employees,
  (1.0 * cell.employees / nullif(sum(cell.employees) OVER by_zone, 0))
    / (1.0 * nullif(sum(cell.employees) OVER by_industry, 0)
      / nullif(sum(cell.employees) OVER everything, 0)) AS quotient
FROM cell
JOIN dataset ON dataset.id = cell.dataset_id
JOIN zone ON zone.id = cell.zone_id
JOIN industry ON industry.id = cell.industry_id
WINDOW
  by_zone AS (PARTITION BY cell.dataset_id, cell.year, cell.zone_id),
  by_industry AS (PARTITION BY cell.dataset_id, cell.year, cell.industry_id),
  everything AS (PARTITION BY cell.dataset_id, cell.year);
