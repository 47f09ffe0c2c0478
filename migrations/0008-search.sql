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

-- Rows whose names are not in the index yet: a large import leaves them, a search reads them one by
-- one, and 'agglom optimize' brings them in.
CREATE TABLE name_index_gap (
  entity TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  PRIMARY KEY (entity, first_id),
  CHECK (first_id <= last_id)
) STRICT, WITHOUT ROWID;
