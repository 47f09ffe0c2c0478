-- Every zone that lies inside an area, the area itself included.
WITH RECURSIVE
  edge (outer_id, inner_id) AS (
    SELECT parent_id, id FROM zone WHERE parent_id IS NOT NULL
    UNION SELECT parent_ref_id, id FROM zone WHERE parent_ref_id IS NOT NULL
    UNION SELECT area_id, member_id FROM zone_member
  ),
  reach (area_id, zone_id) AS (
    SELECT id, id FROM zone
    UNION
    SELECT reach.area_id, edge.inner_id FROM reach JOIN edge ON edge.outer_id = reach.zone_id
  )
SELECT area_id, zone_id FROM reach
