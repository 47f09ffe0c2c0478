-- title: Which systems are called for, and which tables serve them?
-- title_zh: 文献要求建立哪些系统？由哪些表支持？
-- parameter: kind text null Only this kind of system; null for all.
SELECT
  system.rank, system.key AS system,
  coalesce(system.name_en, system.name_en_ref) AS name_en_or_ref, system.name_zh,
  system.kind, system.doc_requires, system.serves_tables, source.key AS source
FROM system
LEFT JOIN source ON source.id = system.source_id
WHERE :kind IS NULL OR system.kind = :kind
ORDER BY system.rank;
