-- title: How many flows stay in a cluster, cross regions, or go to nature?
-- title_zh: 有多少流在集群内部、跨区域或与自然环境之间发生？
-- parameter: cluster text null Only flows of this cluster, by key; null for all.
SELECT flow.exchange_scope, count(*) AS flows, count(DISTINCT flow.material_id) AS materials
FROM flow
LEFT JOIN cluster ON cluster.id = flow.cluster_id
WHERE :cluster IS NULL OR cluster.key = :cluster
GROUP BY flow.exchange_scope
ORDER BY flow.exchange_scope;
