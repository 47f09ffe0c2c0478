-- What the firms of a cluster add up to in a year.
SELECT
  cluster."key" AS cluster, dataset."key" AS dataset, firm_year.year,
  count(*) AS firms, CAST(sum(firm_year.employees) AS bigint) AS employees,
  sum(firm_year.output) AS output, sum(firm_year.revenue) AS revenue, dataset.currency
FROM cluster
JOIN cluster_firm ON cluster_firm.cluster_id = cluster.id
JOIN firm_year ON firm_year.firm_id = cluster_firm.firm_id
JOIN dataset ON dataset.id = firm_year.dataset_id
GROUP BY cluster.id, cluster."key", dataset.id, dataset."key", dataset.currency, firm_year.year
