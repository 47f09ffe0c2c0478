-- Every industry below a branch of its own scheme, the branch itself included.
WITH RECURSIVE reach (branch_id, industry_id) AS (
  SELECT id, id FROM industry
  UNION
  SELECT reach.branch_id, industry.id
  FROM reach JOIN industry ON industry.parent_id = reach.industry_id
)
SELECT branch_id, industry_id FROM reach
