-- Names in both languages for full-text search. Chinese characters stand apart, separated by
-- spaces, so that a phrase query finds any run of them; rowid = entity_id * 64 + number of the
-- entity, which is its place in the list of tables that have names.

CREATE VIRTUAL TABLE name_index USING fts5 (
  entity UNINDEXED,
  entity_id UNINDEXED,
  name_en,
  name_zh,
  name_en_ref,
  name_zh_ref,
  aliases,
  tokenize = "unicode61 remove_diacritics 2"
);
