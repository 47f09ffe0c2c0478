-- Analysis for any SQLite client, named as the field names it.

-- Every zone that lies inside an area, the area itself included: by parent (stated by a document or
-- reference) and by membership.
CREATE VIEW zone_within AS
WITH RECURSIVE
  edge (outer_id, inner_id) AS (
    SELECT parent_id, id FROM zone WHERE parent_id IS NOT NULL
    UNION SELECT parent_ref_id, id FROM zone WHERE parent_ref_id IS NOT NULL
    UNION SELECT area_id, member_id FROM zone_member
  ),
  within (area_id, zone_id) AS (
    SELECT id, id FROM zone
    UNION
    SELECT within.area_id, edge.inner_id FROM within JOIN edge ON edge.outer_id = within.zone_id
  )
SELECT area_id, zone_id FROM within;

-- Every industry below a branch of its own scheme, the branch itself included.
CREATE VIEW industry_within AS
WITH RECURSIVE within (branch_id, industry_id) AS (
  SELECT id, id FROM industry
  UNION
  SELECT within.branch_id, industry.id
  FROM within JOIN industry ON industry.parent_id = within.industry_id
)
SELECT branch_id, industry_id FROM within;

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

-- How many measures use an instrument under an aspect of the government environment.
CREATE VIEW measure_matrix AS
SELECT
  instrument_kind,
  count(*) FILTER (WHERE aspect_ref = 'hard') AS hard,
  count(*) FILTER (WHERE aspect_ref = 'policy-legal soft') AS policy_legal_soft,
  count(*) FILTER (WHERE aspect_ref = 'socio-economic soft') AS socio_economic_soft,
  count(*) FILTER (WHERE aspect_ref IS NULL) AS unassigned,
  count(*) AS measures
FROM measure
GROUP BY instrument_kind;

-- Exchanges as the edges of a graph, from giver to taker.
CREATE VIEW flow_graph AS
SELECT
  flow.key AS flow, coalesce(flow.giver_key, flow.giver_text) AS giver,
  coalesce(flow.taker_key, flow.taker_text) AS taker,
  coalesce(material.key, flow.material_text) AS material, flow.flow_class,
  flow.amount, flow.unit, flow.period, flow.year, flow.statement_kind, cluster.key AS cluster
FROM flow
LEFT JOIN material ON material.id = flow.material_id
LEFT JOIN cluster ON cluster.id = flow.cluster_id;
