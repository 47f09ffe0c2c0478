-- title: Which pairs of flows close a loop?
-- title_zh: 哪两条流形成闭合循环？
-- parameter: party_type text 'industry' What gives and takes: firm, industry, institution, concept, zone or cluster; null for all.
SELECT
  there.key AS flow_out, back.key AS flow_back,
  out_material.key AS material_out, out_material.name_zh AS material_out_name_zh,
  coalesce(out_material.name_en, out_material.name_en_ref) AS material_out_name_en_or_ref,
  there.giver_key AS maker, there.taker_key AS taker,
  back_material.key AS material_back, back_material.name_zh AS material_back_name_zh,
  coalesce(back_material.name_en, back_material.name_en_ref) AS material_back_name_en_or_ref,
  source.key AS source
FROM flow AS there
JOIN flow AS back
  ON back.giver_type = there.taker_type AND back.giver_key = there.taker_key
  AND back.taker_type = there.giver_type AND back.taker_key = there.giver_key
LEFT JOIN material AS out_material ON out_material.id = there.material_id
LEFT JOIN material AS back_material ON back_material.id = back.material_id
LEFT JOIN source ON source.id = there.source_id
WHERE there.key < back.key AND there.giver_key <> there.taker_key
  AND (:party_type IS NULL OR there.giver_type = :party_type)
ORDER BY there.key, back.key;
